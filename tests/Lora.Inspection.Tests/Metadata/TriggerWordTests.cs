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
    [InlineData("<lora:neon:0.8>, sks girl, red hat", "sks girl, red hat")]
    [InlineData("sks girl, <lora:neon:0.8>, red hat", "sks girl, red hat")]
    [InlineData("sks girl, red hat，<lora:neon:0.8>", "sks girl, red hat")]
    [InlineData("<lora:neon:0.8>，sks girl", "sks girl")]
    [InlineData("sks <lora:neon:0.8> girl", "sks girl")]
    public void LoRA_tag_leaves_no_commas_in_a_group(string item, string words) => Assert.Equal([words], Read("trainedWords", $"[\"{item}\"]"));

    [Theory]
    [InlineData("<lora:neon:0.8 sks girl, red hat")]
    [InlineData("sks girl, <lora:neon:0.8, red hat")]
    [InlineData("sks girl, <lora:neon:0.8 <lora:rain:1>, red hat")]
    public void LoRA_tag_without_its_end_leaves_the_words_after_it(string text) => Assert.Equal(["sks girl", "red hat"], Read("trigger_words", text));

    [Fact]
    public void Words_next_to_a_huge_one_are_kept()
    {
        var huge = new string('a', 40_000);
        Assert.Equal(["sks", "red"], Read("trigger_words", $"sks, {huge}, red"));
        Assert.Equal(["sks", "red"], Read("trainedWords", $"[\"sks\", \"{huge}\", \"red\"]"));
    }

    [Fact]
    public void Words_beyond_the_limit_are_not_one_word()
    {
        var found = Read("trigger_words", "sks, sks, " + string.Join(", ", Enumerable.Range(0, 100).Select(static number => $"word {number}")));
        Assert.Equal(50, found.Count);
        Assert.DoesNotContain(found, static word => word.Contains(',', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"red": {"count": 5}, "tall": {"count": 4}}""", "red tall")]
    [InlineData("""{"portraits": {"count": 5, "red": 4}}""", "count red")]
    [InlineData("""{"1_girl": NaN, "red": 5}""", "red")]
    [InlineData("""{"1_sks": {"red": NaN, "blue": 5, "tall": -Infinity}}""", "sks blue")]
    [InlineData("""{"red": 5, "blue": 4}""", "red blue")]
    [InlineData("\"{\\\"1_sks\\\": {\\\"red\\\": 5}}\"", "sks red")]
    public void Tags_of_odd_files_are_suggested(string frequencies, string words) =>
        Assert.Equal(words.Split(' '), MetadataReader.Read(Of("ss_tag_frequency", frequencies)).SuggestedWords);

    [Fact]
    public void Frequent_tag_after_many_rare_ones_is_suggested()
    {
        var frequencies = "{\"1_sks\": {" + string.Join(", ", Enumerable.Range(0, 120_000).Select(static number => $"\"tag number {number}\": 1")) + ", \"red\": 900}}";
        Assert.Equal(["sks", "red"], MetadataReader.Read(Of("ss_tag_frequency", frequencies)).SuggestedWords);
    }

    [Fact]
    public void Tags_of_huge_datasets_are_suggested()
    {
        var tags = string.Join(", ", Enumerable.Range(0, 300_000).Select(static number => $"\"tag number {number}\": 1"));
        var read = MetadataReader.Read(Of("ss_datasets", $$$"""[{"tag_frequency": {"1_sks": {{{{tags}}}, "red": 900}}, "subsets": [{"class_tokens": "zxq cat"}]}]"""));
        Assert.Equal(["sks", "zxq cat", "red"], read.SuggestedWords);
    }

    [Fact]
    public void Many_folders_with_the_same_words_take_little_memory()
    {
        var frequencies = "{" + string.Join(", ", Enumerable.Range(0, 300_000).Select(static number => $"\"{number}_sks\": {{}}")) + "}";
        // Code that is not optimized yet allocates more.
        Assert.Equal(["sks"], MetadataReader.Read(Of("ss_tag_frequency", frequencies)).SuggestedWords);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(["sks"], MetadataReader.Read(Of("ss_tag_frequency", frequencies)).SuggestedWords);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000_000);
    }

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
