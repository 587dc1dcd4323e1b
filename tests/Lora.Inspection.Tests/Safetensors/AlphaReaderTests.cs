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

    [Theory]
    [InlineData(10, null)]
    [InlineData(9, "Alpha was sampled from 9 of 10 places in the file.")]
    [InlineData(1, "Alpha was sampled from 1 of 10 places in the file.")]
    public async Task Message_says_how_many_alphas_were_sampled(int most, string? message)
    {
        var (alpha, source) = await ReadAsync(Scattered(10), new InspectionOptions { MaxAlphaReadLength = 5000, MaxAlphaReads = most });

        Assert.Equal(message, alpha.Issue?.Message);
        Assert.Equal(most, source.Reads);
    }

    [Fact]
    public async Task No_alpha_is_read_when_reads_are_turned_off()
    {
        var (alpha, source) = await ReadAsync(Scattered(3), new InspectionOptions { MaxAlphaReads = 0 });

        Assert.Equal((null, null, 0), (alpha.Range, alpha.Issue, source.Reads));
    }

    [Fact]
    public async Task One_missing_alpha_does_not_hide_the_others()
    {
        var file = Scattered(3);
        var contents = (await TestFile.ReadAsync(file)).Contents!;
        var source = new SparseByteSource(file.Length);
        source.Add(0, file.AsMemory(0, (int)contents.DataStart + 2));
        source.Add(contents.DataStart + 20_004, file.AsMemory((int)contents.DataStart + 20_004, 2));

        var alpha = await AlphaReader.ReadAsync(source, contents, new InspectionOptions { MaxAlphaReadLength = 5000 }, CancellationToken.None);

        Assert.Equal(new InspectionRange(0, 2), alpha.Range);
        Assert.Equal("Some alpha values could not be read.", alpha.Issue!.Message);
    }

    [Fact]
    public async Task Alphas_can_be_listed_in_any_order()
    {
        var (alpha, source) = await ReadAsync(Placed([4000, 2000, 0]), new InspectionOptions { MaxAlphaReadLength = 3000 });

        Assert.Equal(new InspectionRange(1, 3), alpha.Range);
        Assert.Equal((2, 2004L), (source.Reads, source.Bytes));
    }

    [Theory]
    [InlineData(5002, 1, 5002)] // All fit into one read.
    [InlineData(5001, 2, 4102)]
    [InlineData(4098, 2, 906)]
    public async Task Alphas_are_read_together_when_they_are_near_and_fit_into_one_read(int longest, int reads, long bytes)
    {
        // The gaps are 4,096 and 900 bytes.
        var (alpha, source) = await ReadAsync(Placed([0, 4098, 5000]), new InspectionOptions { MaxAlphaReadLength = longest });

        Assert.Equal(new InspectionRange(1, 3), alpha.Range);
        Assert.Equal((reads, bytes), (source.Reads, source.Bytes));
    }

    [Fact]
    public async Task Gap_of_more_than_4096_bytes_is_not_read()
    {
        var (_, source) = await ReadAsync(Placed([0, 4099, 20_000]), new InspectionOptions { MaxAlphaReadLength = 5000 });

        Assert.Equal((3, 6L), (source.Reads, source.Bytes));
    }

    [Fact]
    public async Task Alpha_of_several_values_or_after_the_end_of_the_file_is_ignored()
    {
        var header = "{" + TestFile.Entry("several.alpha", "F16", "2", 0, 4) + "," + TestFile.Entry("lost.alpha", "F16", "", 4, 6) + "}";

        var (alpha, source) = await ReadAsync(TestFile.Of(header, 5), new InspectionOptions());

        Assert.Equal((null, null, 0), (alpha.Range, alpha.Issue, source.Reads));
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

    /// <summary>A file with alphas at these offsets, listed in this order and numbered from 1, with other tensors between them.</summary>
    private static byte[] Placed(int[] offsets)
    {
        var data = new byte[offsets.Max() + 2];
        var entries = new List<string>();
        foreach (var (index, offset) in offsets.Index())
        {
            entries.Add(TestFile.Entry($"m{index}.alpha", "F16", "", offset, offset + 2));
            BitConverter.GetBytes((Half)(index + 1)).CopyTo(data.AsSpan(offset));
        }

        var end = 0;
        foreach (var offset in offsets.Order())
        {
            entries.Add(TestFile.Entry($"before{offset}", "U8", $"{offset - end}", end, offset));
            end = offset + 2;
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
