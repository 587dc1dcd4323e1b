using Lora.Inspection.Metadata;

namespace Lora.Inspection.Tests.Metadata;

public sealed class TriggerWordTests
{
    [Fact]
    public void Long_phrase_is_kept_whole()
    {
        var phrase = string.Join(' ', Enumerable.Repeat("neon rain", 100));
        Assert.Equal([phrase], Read("modelspec.trigger_phrase", phrase));
    }

    [Fact]
    public void Group_of_a_list_stays_together() => Assert.Equal(["sks cat, red hat", "blue"], Read("trainedWords", """["sks cat, red hat", "blue"]"""));

    [Theory]
    [InlineData("검은 고양이，빨간 모자")]
    [InlineData("검은 고양이、빨간 모자")]
    [InlineData("검은 고양이；빨간 모자")]
    [InlineData("검은 고양이, 빨간 모자,")]
    public void Commas_of_all_widths_separate_words(string text) => Assert.Equal(["검은 고양이", "빨간 모자"], Read("modelspec.trigger_phrase", text));

    [Theory]
    [InlineData("<lora:neon:0.8>")]
    [InlineData("<LoRA:neon:0.8>, <lyco:x>, <lora:broken")]
    public void LoRA_tag_is_not_a_trigger_word(string text) => Assert.Empty(Read("trigger_words", text));

    [Fact]
    public void LoRA_tag_is_cut_out_of_a_phrase() => Assert.Equal(["neon rain", "wet street"], Read("trigger_words", "<lora:neon:0.8> neon rain, wet street <lora:x:1>"));

    [Theory]
    [InlineData("""{"1_sks": {"red": NaN, "blue": 5, "tall": -Infinity}}""", "sks blue")]
    [InlineData("""{"red": 5, "blue": 4}""", "red blue")]
    [InlineData("\"{\\\"1_sks\\\": {\\\"red\\\": 5}}\"", "sks red")]
    public void Tags_of_odd_files_are_suggested(string frequencies, string words) =>
        Assert.Equal(words.Split(' '), MetadataReader.Read(Of("ss_tag_frequency", frequencies)).SuggestedWords);

    [Fact]
    public void Tags_at_the_start_of_a_huge_value_are_suggested()
    {
        var frequencies = "{\"1_sks\": {\"red\": 900, " + string.Join(", ", Enumerable.Range(0, 300_000).Select(static number => $"\"tag number {number}\": 1")) + "}}";
        Assert.True(frequencies.Length > 6_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = MetadataReader.Read(Of("ss_tag_frequency", frequencies));
        Assert.Equal(["sks", "red"], read.SuggestedWords);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64_000_000);
    }

    private static Dictionary<string, string> Of(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static IReadOnlyList<string> Read(string key, string value) => MetadataReader.Read(Of(key, value)).TriggerWords;
}
