using System.Text;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Safetensors;

/// <summary>Headers with more entries than any LoRA has. The text after the last entry to read is not JSON, so reading on would be noticed.</summary>
public sealed class HeaderLimitTests
{
    [Fact]
    public async Task Metadata_over_the_limit_is_rejected_at_the_first_extra_entry()
    {
        var inspection = await InspectAsync($$$"""{"__metadata__":{{{{Entries(10_001)}}},nonsense""", new InspectionOptions());

        Assert.Equal(InspectionVerdict.Invalid, inspection.Verdict);
        var issue = Assert.Single(inspection.Issues);
        Assert.Equal(InspectionCodes.MetadataOverLimit, issue.Code);
        Assert.Contains("10,000 entries", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_at_the_limit_is_read() =>
        Assert.DoesNotContain((await InspectAsync($$$"""{"__metadata__":{{{{Entries(10_000)}}}}}""", new InspectionOptions())).Issues, issue => issue.Severity == InspectionSeverity.Error);

    [Theory]
    [InlineData(3, InspectionCodes.HeaderNotJson)]
    [InlineData(4, InspectionCodes.TensorsOverLimit)]
    public async Task Tensors_over_the_limit_are_rejected_at_the_first_extra_one(int tensors, string code)
    {
        var inspection = await InspectAsync($"{{{Tensors(tensors)},nonsense", new InspectionOptions { MaxTensors = 3 });

        Assert.Equal(code, Assert.Single(inspection.Issues).Code);
    }

    [Fact]
    public async Task Header_of_half_a_million_tensors_is_rejected_by_default() =>
        Assert.Equal(InspectionCodes.TensorsOverLimit, Assert.Single((await InspectAsync($"{{{Tensors(500_000)}}}", new InspectionOptions())).Issues).Code);

    [Fact]
    public async Task Header_with_more_tensors_than_any_LoRA_is_read()
    {
        var inspection = await InspectAsync($"{{{Tensors(60_000)}}}", new InspectionOptions());

        Assert.Equal(60_000, inspection.Tensors);
        Assert.DoesNotContain(inspection.Issues, issue => issue.Severity == InspectionSeverity.Error);
    }

    [Fact]
    public async Task Memory_of_a_long_header_is_reused()
    {
        // Longer than the arrays that the shared pool keeps for each thread.
        var file = TestFile.Of(Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 10_000).Select(Layer))}}}"), []);
        Assert.InRange(file.Length, 1_500_000, 4_000_000);
        await InspectAsync(file, new InspectionOptions());
        var before = GC.GetAllocatedBytesForCurrentThread();

        await InspectAsync(file, new InspectionOptions());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, file.Length / 2);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Limit_of_zero_is_rejected_by_the_constructor(int tensors, int entries) =>
        Assert.Throws<InvalidOperationException>(() => new LoraInspector(new InspectionOptions { MaxTensors = tensors, MaxMetadataEntries = entries }));

    private static Task<LoraInspection> InspectAsync(string header, InspectionOptions options) => InspectAsync(TestFile.Of(Encoding.UTF8.GetBytes(header), []), options);

    private static Task<LoraInspection> InspectAsync(byte[] file, InspectionOptions options) => new LoraInspector(options).InspectAsync(new MemoryByteSource(file), "a.safetensors");

    private static string Layer(int index) =>
        string.Join(',', new[] { "down", "up" }.Select(side => $$"""{{'"'}}lora_unet_blocks_{{index}}_attn_q.lora_{{side}}.weight":{"dtype":"F16","shape":[0,8],"data_offsets":[0,0]}"""));

    private static string Entries(int count) => string.Join(',', Enumerable.Range(0, count).Select(index => $"\"{index:x}\":\"\""));

    private static string Tensors(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(index => $$"""{{'"'}}{{index:x}}{{'"'}}:{"dtype":"U8","shape":[0],"data_offsets":[0,0]}"""));
}
