using Lora.Inspection.Safetensors;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Safetensors;

public sealed class AlphaReaderTests
{
    [Fact]
    public async Task Alphas_of_every_data_type_are_read()
    {
        var header = $$"""{{{string.Join(',',
            TestFile.Entry("a.alpha", "F16", "", 0, 2),
            TestFile.Entry("b.alpha", "BF16", "1", 2, 4),
            TestFile.Entry("c.alpha", "F32", "", 4, 8),
            TestFile.Entry("d.alpha", "I64", "", 8, 16),
            TestFile.Entry("e.alpha", "F64", "", 16, 24))}}}""";
        byte[] data = [.. BitConverter.GetBytes((Half)4), 0x80, 0x3F, .. BitConverter.GetBytes(2.5f), .. BitConverter.GetBytes(32L), .. BitConverter.GetBytes(0.5)];

        var (alpha, source) = await ReadAsync(TestFile.Of(System.Text.Encoding.UTF8.GetBytes(header), data), new InspectionOptions());

        Assert.Equal(new InspectionRange(0.5, 32), alpha.Range);
        Assert.Null(alpha.Issue);
        Assert.Equal(1, source.Reads);
    }

    [Fact]
    public async Task Distant_alphas_are_read_one_by_one_without_the_tensors_between()
    {
        var (alpha, source) = await ReadAsync(Scattered(10), new InspectionOptions { MaxAlphaReadLength = 5000 });

        Assert.Equal(new InspectionRange(0, 9), alpha.Range);
        Assert.Equal((10, 20L), (source.Reads, source.Bytes));
    }

    [Fact]
    public async Task Alphas_are_sampled_when_too_many_reads_are_needed()
    {
        var (alpha, source) = await ReadAsync(Scattered(10), new InspectionOptions { MaxAlphaReadLength = 5000, MaxAlphaReads = 4 });

        Assert.Equal(new InspectionRange(0, 9), alpha.Range);
        Assert.Equal(InspectionCodes.AlphaSampled, alpha.Issue!.Code);
        Assert.Equal(4, source.Reads);
    }

    [Fact]
    public async Task Missing_alphas_stay_unknown_and_are_listed_together()
    {
        var file = Scattered(3);
        var source = new SparseByteSource(file.Length);
        var reading = await TestFile.ReadAsync(file);
        source.Add(0, file.AsMemory(0, (int)reading.Contents!.DataStart));

        var alpha = await AlphaReader.ReadAsync(source, reading.Contents, new InspectionOptions { MaxAlphaReadLength = 5000 }, CancellationToken.None);

        Assert.Null(alpha.Range);
        Assert.Equal(InspectionCodes.AlphaUnread, alpha.Issue!.Code);
        Assert.Equal([2L, 2, 2], source.Missing.Select(range => range.Length));

        foreach (var range in source.Missing.ToList())
        {
            source.Add(range.Offset, file.AsMemory((int)range.Offset, (int)range.Length));
        }

        alpha = await AlphaReader.ReadAsync(source, reading.Contents, new InspectionOptions { MaxAlphaReadLength = 5000 }, CancellationToken.None);
        Assert.Equal(new InspectionRange(0, 2), alpha.Range);
    }

    [Fact]
    public async Task Alpha_that_is_not_a_number_is_skipped()
    {
        var file = Scattered(2);
        BitConverter.GetBytes(Half.NaN).CopyTo(file.AsSpan((int)(await TestFile.ReadAsync(file)).Contents!.DataStart));

        var (alpha, _) = await ReadAsync(file, new InspectionOptions());

        Assert.Equal(new InspectionRange(1, 1), alpha.Range);
    }

    private static async Task<(AlphaReading Alpha, CountingSource Source)> ReadAsync(byte[] file, InspectionOptions options)
    {
        var source = new CountingSource(file);
        return (await AlphaReader.ReadAsync(source, (await TestFile.ReadAsync(file)).Contents!, options, CancellationToken.None), source);
    }

    /// <summary>A file whose alphas are 0, 1, 2, … with a tensor of 10,000 bytes after each.</summary>
    private static byte[] Scattered(int count)
    {
        const int Step = 10_002;
        var entries = Enumerable.Range(0, count).Select(index =>
            TestFile.Entry($"m{index}.alpha", "F16", "", index * Step, (index * Step) + 2) + "," + TestFile.Entry($"m{index}.lora_down.weight", "U8", "10000", (index * Step) + 2, (index + 1) * Step));
        var data = new byte[count * Step];
        for (var index = 0; index < count; index++)
        {
            BitConverter.GetBytes((Half)index).CopyTo(data.AsSpan(index * Step));
        }

        return TestFile.Of(System.Text.Encoding.UTF8.GetBytes("{" + string.Join(',', entries) + "}"), data);
    }

    private sealed class CountingSource(byte[] file) : ILoraByteSource
    {
        private readonly MemoryByteSource _inner = new(file);

        public long Length => _inner.Length;

        public int Reads { get; private set; }

        public long Bytes { get; private set; }

        public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            Bytes += buffer.Length;
            return _inner.ReadAsync(offset, buffer, cancellationToken);
        }
    }
}
