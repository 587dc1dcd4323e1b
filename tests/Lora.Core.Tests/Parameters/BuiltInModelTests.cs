using Lora.Inspection;
using static Lora.Core.Tests.Parameters.ModelValueTests;

namespace Lora.Core.Tests.Parameters;

public sealed class BuiltInModelTests
{
    private static readonly ModelCatalog Catalog = ModelCatalog.CreateDefault();

    public static TheoryData<string> Ids => [.. Catalog.All.Select(model => model.Id)];

    public static TheoryData<string> IdsWithoutLora => ["wan-animate", "infinite-talk", "qwen-image-edit", "video-upscale"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_model_is_valid_and_needs_only_a_prompt(string id)
    {
        var model = Catalog[id];
        var values = ModelValues.DefaultsOf(model);

        Assert.Empty(ModelRules.CheckModel(model));
        Assert.True(ModelRules.CheckValues(model, model.Find("prompt") is null ? values : values.With("prompt", "a fox")).Succeeded);
        Assert.All(model.Parameters, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Label)));
        Assert.NotNull(model.Description);
    }

    [Theory]
    [MemberData(nameof(IdsWithoutLora))]
    public void Models_without_lora_have_no_lora_members(string id)
    {
        Assert.False(Catalog[id].AcceptsLora);
        Assert.DoesNotContain(Catalog[id].Parameters, parameter => parameter.Name.Contains("lora", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Wan_has_four_pairs_and_shows_only_the_first_by_default()
    {
        var slots = Catalog["wan22"].Parameters.Where(parameter => parameter.Type == ModelParameterType.LoraSelector).ToList();

        Assert.Equal(
            ["lora_high", "lora_low", "lora_high_2", "lora_low_2", "lora_high_3", "lora_low_3", "lora_high_4", "lora_low_4"],
            slots.Select(slot => slot.Name));
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4], slots.Select(slot => slot.Lora!.Pair!.Value));
        Assert.All(slots, slot => Assert.Equal(slot.Name.Contains("high", StringComparison.Ordinal) ? LoraNoiseExpert.High : LoraNoiseExpert.Low, slot.Lora!.Expert));
        Assert.All(slots, slot => Assert.Equal(slot.Lora!.Pair == 1 ? ModelParameterGroup.Basic : ModelParameterGroup.Advanced, slot.Group));
    }

    [Theory]
    [InlineData("wan22", "lora_high", "lora_high_weight")]
    [InlineData("wan22", "lora_low_4", "lora_low_4_weight")]
    [InlineData("flux-krea", "lora", "lora_weight")]
    [InlineData("z-image", "lora", "lora_weight")]
    public void Weight_defaults_to_one_and_can_be_negative_small_or_above_one(string id, string slot, string weight)
    {
        var model = Catalog[id];
        Assert.Equal(weight, model.Find(slot)!.Lora!.Weight);
        Assert.Equal(1m, model.Find(weight)!.Default);

        foreach (var value in new[] { -1m, 0m, 0.125m, 0.8m, 1.5m, 3m })
        {
            Assert.True(ModelRules.CheckValues(model, Values(("prompt", "a fox"), (slot, "path"), (weight, value))).Succeeded, $"{value}");
        }
    }
}
