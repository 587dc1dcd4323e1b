using FsCheck.Xunit;
using Lora.Inspection.Identification;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Tests.Metadata;

public sealed class MetadataReaderTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public void Empty_and_None_are_absent()
    {
        var read = Read(("modelspec.title", ""), ("ss_output_name", "None"), ("modelspec.author", "\"\""), ("modelspec.license", " null "), ("ss_steps", "None"));
        Assert.Null(read.Title);
        Assert.Null(read.Author);
        Assert.Null(read.License);
        Assert.Empty(read.Training);
    }

    [Fact]
    public void Tags_are_summed_over_all_folders()
    {
        var read = Read(("ss_tag_frequency", """{"10_sks cat": {"red": 5, "blue": 1, "tall": 9}, "reg": {"red": 6, "blue": 1}}"""));
        Assert.Equal(["sks cat", "red", "tall"], read.SuggestedWords);
        Assert.Empty(read.TriggerWords);
    }

    [Fact]
    public void Only_tag_of_a_folder_with_the_same_name_is_the_trigger_word() => Assert.Equal(["zxq"], Read(("ss_tag_frequency", """{"1_zxq": {"zxq": 1}}""")).TriggerWords);

    [Theory]
    [InlineData("{}")]
    [InlineData("None")]
    public void Dataset_tags_apply_when_there_are_no_others(string frequencies) =>
        Assert.Equal(["zxq", "red"], Read(("ss_tag_frequency", frequencies), ("ss_datasets", """[{"tag_frequency": {"5_zxq": {"red": 2}}}]""")).SuggestedWords);

    [Theory]
    [InlineData("sks cat, red hat")]
    [InlineData("""["sks cat", "red hat"]""")]
    [InlineData("['sks cat', 'red hat']")]
    public void Words_that_the_author_names_are_trigger_words(string value) => Assert.Equal(["sks cat", "red hat"], Read(("modelspec.trigger_phrase", value)).TriggerWords);

    [Theory]
    [InlineData("sks cat，red hat、blue；tall", "sks cat|red hat|blue|tall")]
    [InlineData("<lora:sks_v1:0.8> sks cat, <LoRA:x:1>, red <lyco:y:1> hat, a < b", "sks cat|red hat|a < b")]
    [InlineData("<lora:sks", "")]
    public void Trigger_words_are_split_at_commas_of_all_scripts_and_are_not_references(string value, string words) =>
        Assert.Equal(words.Split('|', StringSplitOptions.RemoveEmptyEntries), Read(("activation text", value)).TriggerWords);

    [Theory]
    [InlineData("[\"sks cat, red hat\", \"dog、blue,\"]")]
    [InlineData("['sks cat, red hat', 'dog、blue']")]
    [InlineData("[[\"sks cat\", \"red hat\"], [\"dog、blue\"]]")]
    [InlineData("\"[\\\"sks cat, red hat\\\", \\\"dog、blue\\\"]\"")]
    public void Groups_of_trigger_words_stay_groups(string value) => Assert.Equal(["sks cat, red hat", "dog、blue"], Read(("trainedWords", value)).TriggerWords);

    [Fact]
    public void Long_trigger_phrase_is_kept_whole()
    {
        var phrase = string.Join(' ', Enumerable.Repeat("a cat in the rain", 400));
        Assert.Equal([phrase], Read(("modelspec.trigger_phrase", phrase)).TriggerWords);
        Assert.Equal([phrase, "sks"], Read(("trainedWords", $"[\"{phrase}\", \"sks\"]")).TriggerWords);
        Assert.Empty(Read(("modelspec.trigger_phrase", new string('a', 1_000_000))).TriggerWords);
    }

    [Theory]
    [InlineData("{\"10_sks cat\": {\"red\": 5, \"blue\": NaN, \"tall\": 4.0}}", "sks cat|red|tall")]
    [InlineData("{\"10_sks cat\": {\"red\": Infinity, \"tall\": \"4\"}, \"x\": -Infinity}", "sks cat|tall")]
    [InlineData("{\"red\": 5, \"tall\": 4, \"rare\": 1}", "red|tall")]
    [InlineData("[{\"10_sks cat\": {\"red\": 5}}, {\"5_dog\": {\"tall\": 4}}]", "sks cat|dog|red|tall")]
    [InlineData("{\"10_\\uac00\\\"b\": {\"\\u0072ed\": 5, \"\\ud800\": 9}}", "가\"b|red")]
    [InlineData("{\"10_sks cat\": {\"red\": 5, \"tall\": 4, \"cut of", "sks cat|red|tall")]
    public void Tags_are_read_from_all_forms_of_the_counts(string value, string words)
    {
        Assert.Equal(words.Split('|'), Read(("ss_tag_frequency", value)).SuggestedWords);
        Assert.Equal(words.Split('|'), Read(("ss_tag_frequency", System.Text.Json.JsonSerializer.Serialize(value))).SuggestedWords);
    }

    [Fact]
    public void Many_megabytes_of_tags_are_read_in_little_memory()
    {
        var text = "{\"10_sks cat\": {\"red\": 900000, " + string.Join(", ", Enumerable.Range(0, 400_000).Select(number => $"\"some tag number {number}\": 1")) + "}, \"3_dog\": {\"tall\": 800000}}";
        Assert.True(text.Length > 8 * 1024 * 1024);
        Assert.Equal(["sks cat", "dog", "red", "tall"], Read(("ss_tag_frequency", text)).SuggestedWords);
    }

    [Fact]
    public void Python_literals_are_read() => Assert.Equal(["a", "b"], Read(("ss_tag_frequency", "{'x': {'a': 3, 'b': 3, }, 'y': None, 'z': (True, False)}")).SuggestedWords);

    [Fact]
    public void Long_text_is_not_cut_in_the_middle_of_a_character()
    {
        var read = Read(("modelspec.title", new string('a', 4095) + "😀"), ("ss_training_comment", new string('a', 299) + "😀"));
        Assert.Equal(new string('a', 4095), read.Title);
        Assert.Equal(new string('a', 299), read.Training["comment"]);
        var unknown = MetadataFamily.FindUnknown(new(new Dictionary<string, string>(StringComparer.Ordinal) { ["ss_base_model_version"] = new string('a', 99) + "😀" }), null, LoraRuleSet.Default);
        Assert.Equal(new string('a', 99) + "…", unknown);
    }

    [Fact]
    public void Training_settings_have_display_names()
    {
        var read = Read(
            ("ss_resolution", "(512, 768)"), ("ss_sd_model_name", @"C:\Users\me\models\base.safetensors"), ("ss_training_finished_at", "1719003600.0"),
            ("training_info", """{"step": 1500, "epoch": 3}"""), ("sshs_model_hash", "abc"), ("ss_optimizer", "AdamW8bit"));
        Assert.Equal("512x768", read.Resolution);
        Assert.Equal("base.safetensors", read.BaseCheckpoint);
        Assert.Equal(2024, read.CreatedAt?.Year);
        Assert.Equal(("1500", "3", "AdamW8bit"), (read.Training["steps"], read.Training["epochs"], read.Training["optimizer"]));
        Assert.Equal("abc", read.ClaimedHashes["sshs_model_hash"]);
    }

    [Fact]
    public void Thumbnail_is_read_when_it_is_a_picture_within_the_limit()
    {
        var text = Convert.ToBase64String(Png);
        Assert.Equal("image/png", Read(("modelspec.thumbnail", "data:image/jpeg;base64," + text)).Thumbnail?.MediaType);
        Assert.Equal(Png, Read(("modelspec.thumbnail", text)).Thumbnail?.Content.ToArray());
        Assert.Null(Read(("modelspec.thumbnail", "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=")).Thumbnail);
        Assert.Null(Read(("modelspec.thumbnail", Convert.ToBase64String([.. Png, .. new byte[MetadataReader.MaxThumbnailLength]]))).Thumbnail);
    }

    [Theory]
    [InlineData("modelspec.preview_image")]
    [InlineData("preview_image")]
    public void Thumbnail_of_a_user_interface_is_read(string key) => Assert.Equal("image/png", Read((key, "data:image/png;base64," + Convert.ToBase64String(Png))).Thumbnail?.MediaType);

    [Fact]
    public void Thumbnail_can_be_base64_for_URLs_without_padding()
    {
        byte[] picture = [.. Png, 0xFF, 0xFB, 0xEF, 0xBE, 0xFF];
        var text = Convert.ToBase64String(picture);
        Assert.Contains('+', text);
        Assert.Contains('/', text);
        Assert.EndsWith("=", text, StringComparison.Ordinal);
        Assert.Equal(picture, Read(("thumbnail", text.TrimEnd('=').Replace('+', '-').Replace('/', '_'))).Thumbnail?.Content.ToArray());
    }

    [Fact]
    public void Thumbnail_of_an_animated_GIF_is_its_first_picture()
    {
        byte[] start = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6];
        byte[] loop = [0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0];
        byte[] picture = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0];
        byte[] file = [.. start, .. loop, .. picture, .. picture, 0x3B];
        var found = Read(("thumbnail", Convert.ToBase64String(file))).Thumbnail!;
        Assert.Equal("image/gif", found.MediaType);
        Assert.Equal([.. start, .. loop, .. picture, 0x3B], found.Content.ToArray());
        for (var length = 0; length < start.Length + loop.Length + picture.Length; length++)
        {
            Assert.Null(Read(("thumbnail", Convert.ToBase64String(file.AsSpan(0, length)))).Thumbnail);
        }
    }

    [Theory]
    [InlineData("""{"1_a": {"\ud800": 3, "b": 1e400, "c": -9223372036854775808}}""")]
    [InlineData("""{"1_a": [[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    [InlineData("{'a': {'b\\")]
    [InlineData("[")]
    public void Invalid_values_are_ignored(string value) => Assert.NotNull(Read(("ss_tag_frequency", value), ("ss_datasets", value), ("trigger_words", value), ("thumbnail", value), ("training_info", value)));

    [Fact]
    public void Huge_values_are_ignored()
    {
        var deep = new string('[', 3_000_000);
        var long_ = "{\"a\": {" + string.Join(',', Enumerable.Range(0, 80_000).Select(number => $"\"tag{number}\": 1")) + "}}";
        Assert.Equal(20, Read(("ss_datasets", deep), ("ss_tag_frequency", long_), ("modelspec.title", deep)).SuggestedWords.Count);
    }

    [Property(MaxTest = 500)]
    public void Metadata_of_any_text_never_throws(string? value)
    {
        var text = value ?? string.Empty;
        Assert.NotNull(Read(("ss_tag_frequency", "{" + text), ("ss_datasets", "[" + text), ("modelspec.trigger_phrase", text), ("modelspec.date", text), ("ss_resolution", text), ("ss_sd_model_name", text), ("modelspec.timestep_range", text)));
        Assert.NotNull(MetadataFamily.Find(new Dictionary<string, string>(StringComparer.Ordinal) { ["ss_base_model_version"] = text, ["ss_sd_model_name"] = "urn:air:" + text, ["ss_network_module"] = text }));
    }

    private static LoraMetadata Read(params (string Key, string Value)[] raw) => MetadataReader.Read(raw.ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal));
}
