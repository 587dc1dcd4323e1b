using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Safetensors;

public sealed class ByteSourceTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200).Select(value => (byte)value)];

    [Fact]
    public async Task Every_source_reads_the_same_bytes()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Content);
            using var file = new FileByteSource(path);
            using var stream = new MemoryStream(Content);
            var sparse = new SparseByteSource(Content.Length);
            sparse.Add(0, Content.AsMemory(0, 60));
            sparse.Add(50, Content.AsMemory(50, 100));
            sparse.Add(150, Content.AsMemory(150));
            foreach (var source in new ILoraByteSource[] { file, new StreamByteSource(stream), new MemoryByteSource(Content), sparse })
            {
                var buffer = new byte[120];
                await source.ReadAsync(40, buffer);

                Assert.Equal(Content.Length, source.Length);
                Assert.Equal(Content[40..160], buffer);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0, 11)]
    [InlineData(10, 1)]
    [InlineData(19, 2)]
    [InlineData(195, 5)]
    public async Task Missing_range_is_named_in_the_exception(long offset, int length)
    {
        var source = new SparseByteSource(Content.Length);
        source.Add(0, Content.AsMemory(0, 10));
        source.Add(20, Content.AsMemory(20, 5));

        var missing = await Assert.ThrowsAsync<MissingBytesException>(() => source.ReadAsync(offset, new byte[length]).AsTask());

        Assert.Equal((offset, (long)length), (missing.Range.Offset, missing.Range.Length));
        Assert.Equal([missing.Range], source.Missing);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(196)]
    public void Range_outside_the_file_is_rejected(long offset) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SparseByteSource(Content.Length).Add(offset, new byte[5]));
}
