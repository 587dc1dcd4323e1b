using Lora.Inspection.Identification;

using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

/// <summary>A model that the rules don't know is never certainly another one.</summary>
public sealed class UnknownModelTests
{
    public static TheoryData<string> Families => [.. LoraRuleSet.Default.Families.Where(static family => family.Layouts.Count > 0).Select(static family => family.Id)];

    [Theory]
    [MemberData(nameof(Families))]
    public void LoRA_of_a_family_without_its_rule_is_never_certainly_of_another_family(string id)
    {
        var rules = new LoraRuleSet(LoraRuleSet.Default.Families.Where(family => family.Id != id));
        foreach (var layout in LoraRuleSet.Default.Find(id)!.Layouts)
        {
            foreach (var part in LayoutFiles.PartsOf(layout))
            {
                var file = Of(LayoutFiles.Tensors(layout, part));
                var known = Identifier.Identify(file, null, null, LoraRuleSet.Default).Family;
                if (known.Id != id && !known.Candidates.Contains(id, StringComparer.Ordinal))
                {
                    // Some layers of a layout exclude one another.
                    continue;
                }

                var found = Identifier.Identify(file, null, null, rules).Family;
                Assert.True(found.Confidence < InspectionConfidence.Certain || IsRelated(found.Id, id), $"{id} is certainly {found.Id} with {string.Join(' ', part)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_layout_is_recognized(string id)
    {
        foreach (var layout in LoraRuleSet.Default.Find(id)!.Layouts.Where(static layout => layout is { NeedsName: false, IsWeak: false, Widths.Count: > 0 }))
        {
            var found = LayoutFiles.PartsOf(layout).Select(part => Identify(LayoutFiles.Tensors(layout, part)).Family).ToList();
            Assert.Contains(found, match => match.Id == id || match.Candidates.Contains(id, StringComparer.Ordinal) || LoraRuleSet.Default.IsWithin(match.Id, id));
        }
    }

    [Theory]
    [InlineData("ss_base_model_version", "\"tomorrow_image\"", "tomorrow_image")]
    [InlineData("modelspec.architecture", "tomorrow-image/lora", "tomorrow-image")]
    [InlineData("ot_config", """{ "a": [1, { "model_type": "X" }], "model_type": "TOMORROW_1", "base_model_name": "x/y" }""", "TOMORROW_1")]
    public void Unknown_model_in_the_metadata_makes_the_family_only_possible(string key, string value, string model)
    {
        var found = Identify(Complete("qwen-image"), (key, value));
        Assert.Equal(("qwen-image", InspectionConfidence.Possible, model), (found.Family.Id, found.Family.Confidence, found.Family.UnknownModel));
        Assert.Contains(found.Evidence, evidence => evidence.Text == $"The file says that it was made for {model}, which this version does not know.");
        Assert.Equal(InspectionConfidence.Certain, Identify(Complete("qwen-image")).Family.Confidence);
    }

    [Fact]
    public void Layers_of_two_families_are_not_those_of_one_only()
    {
        var found = Identify(Enumerable.Range(0, 12).SelectMany(static block => Peft($"transformer_blocks.{block}.img_mod.1", 3072, 18432)));
        Assert.Equal(["mageflow", "qwen-image"], found.Family.Candidates);
        Assert.DoesNotContain(found.Evidence, static evidence => evidence.Sentence?.Key == "family.proven");
    }

    [Fact]
    public void Unknown_model_without_known_tensors_is_kept()
    {
        var found = Identify(Peft("towers.4.bricks", 99, 7), ("ss_base_model_version", "tomorrow"));
        Assert.Equal(("unknown", "tomorrow"), (found.Family.Id, found.Family.UnknownModel));
    }

    [Fact]
    public void Rule_of_a_host_recognizes_the_model()
    {
        var rules = LoraRuleSet.Default.WithFamily("tomorrow", "Tomorrow", namePatterns: ["tomorrow*"]);
        var found = Identifier.Identify(Of(Complete("qwen-image"), ("ss_base_model_version", "tomorrow_image")), null, null, rules).Family;
        Assert.Equal(("tomorrow", null, InspectionConfidence.Possible), (found.Id, found.UnknownModel, found.Confidence));
        Assert.Equal(["tomorrow", "qwen-image"], found.Candidates);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("N/A")]
    [InlineData("true")]
    [InlineData("auto")]
    [InlineData("/home/me/secret.safetensors")]
    [InlineData("1/2")]
    [InlineData("other/lora")]
    [InlineData("Qwen-Image")]
    [InlineData("sd_1.5")]
    public void Words_for_nothing_and_known_names_are_not_unknown_models(string value) =>
        Assert.Null(Identify(Complete("qwen-image"), ("ss_base_model_version", value)).Family.UnknownModel);

    [Fact]
    public void Unknown_model_is_ignored_if_a_trainer_also_names_the_family() =>
        Assert.Null(Identify(Complete("qwen-image"), ("ss_base_model_version", "qwen_image"), ("modelspec.architecture", "my finetune")).Family.UnknownModel);

    [Theory]
    [InlineData("base_model", "Qwen/Qwen-Image")]
    [InlineData("model_type", "qwen_image")]
    [InlineData("architecture", "flux1")]
    [InlineData("modelspec.architecture", "flux-1-dev/lora")]
    public void Unknown_model_is_kept_if_other_keys_name_a_known_one(string key, string value)
    {
        var found = Identify(Complete("qwen-image"), ("ss_base_model_version", "tomorrow"), (key, value)).Family;
        Assert.Equal(("qwen-image", InspectionConfidence.Possible, "tomorrow"), (found.Id, found.Confidence, found.UnknownModel));
    }

    [Fact]
    public void Tensors_win_over_the_name_of_a_model_with_other_tensors()
    {
        var found = Identify(Complete("qwen-image"), ("ss_base_model_version", "omnigen"));
        Assert.Equal(("qwen-image", InspectionConfidence.Likely), (found.Family.Id, found.Family.Confidence));
        Assert.Equal(InspectionCodes.FamilyConflict, Assert.Single(found.Issues).Code);
    }

    [Fact]
    public void Default_of_a_trainer_is_only_a_hint()
    {
        var unknown = Identify(Peft("towers.4.bricks", 99, 7), ("ss_base_model_version", "sd_1.5")).Family;
        Assert.Equal(("sd1", InspectionConfidence.Possible), (unknown.Id, unknown.Confidence));
        Assert.Equal(InspectionConfidence.Certain, Identify(Complete("qwen-image"), ("ss_base_model_version", "sd_1.5")).Family.Confidence);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "model_type": 4, "base_model_name": {} }""")]
    [InlineData("""{ "model_type": "\ud800" }""")]
    [InlineData("""{ "nested": { "model_type": "TOMORROW_1" } }""")]
    [InlineData("""[{ "model_type": "TOMORROW_1" }]""")]
    public void Damaged_configuration_of_a_trainer_says_nothing(string config) =>
        Assert.Equal(InspectionConfidence.Certain, Identify(Complete("qwen-image"), ("ot_config", config)).Family.Confidence);

    [Fact]
    public void Layer_that_the_family_does_not_have_prevents_certainty()
    {
        var found = Identify([.. Complete("qwen-image"), .. Peft("transformer.transformer_blocks.3.attn.to_gate_rotor", 3072, 3072)]);
        Assert.Equal(("qwen-image", InspectionConfidence.Likely), (found.Family.Id, found.Family.Confidence));
        Assert.Contains(found.Evidence, static evidence => evidence.Text.EndsWith("kinds of layers is not known in Qwen-Image.", StringComparison.Ordinal));
        var two = Identify([.. Complete("qwen-image"), .. Peft("transformer_blocks.3.attn.to_gate_rotor", 3072, 3072), .. Peft("rotor", 3072, 3072)]);
        Assert.Contains(two.Evidence, static evidence => evidence.Text.StartsWith("2 of its", StringComparison.Ordinal) && evidence.Text.EndsWith("kinds of layers are not known in Qwen-Image.", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, long[] Shape)> Complete(string id)
    {
        var layout = LoraRuleSet.Default.Find(id)!.Layouts[0];
        return LayoutFiles.Tensors(layout, LayoutFiles.PartsOf(layout).ElementAt(1));
    }

    private static bool IsRelated(string found, string id) =>
        LoraRuleSet.Default.IsWithin(found, id) || LoraRuleSet.Default.IsWithin(id, found) || LoraRuleSet.Default.Find(found)!.AlsoFits.Contains(id, StringComparer.Ordinal);
}
