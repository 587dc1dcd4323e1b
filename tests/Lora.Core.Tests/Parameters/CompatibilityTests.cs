using Lora.Inspection;

namespace Lora.Core.Tests.Parameters;

public sealed class CompatibilityTests
{
    [Theory]
    [InlineData("wan-14b", "wan-14b", nameof(LoraFit.Fits))]
    [InlineData("wan-14b", "wan2.1-14b-i2v", nameof(LoraFit.Fits))]
    [InlineData("wan-14b", "wan2.2-14b-t2v", nameof(LoraFit.Fits))]
    [InlineData("wan-14b", "wan", nameof(LoraFit.Unknown))]
    [InlineData("wan-14b", "wan2.2-5b", nameof(LoraFit.Wrong))]
    [InlineData("wan2.2-14b-i2v", "wan-14b", nameof(LoraFit.Probably))]
    [InlineData("wan*", "wan2.2-5b", nameof(LoraFit.Fits))]
    [InlineData("flux1", "chroma", nameof(LoraFit.Wrong))]
    [InlineData("flux1", "unknown", nameof(LoraFit.Unknown))]
    public void Fit_depends_on_the_family(string slot, string family, string fit)
    {
        var found = LoraCompatibility.Check(new LoraSlot { Families = [slot] }, Family(family), LoraNoiseExpert.Unknown);
        Assert.Equal(fit, found.Fit.ToString());
        Assert.EndsWith(".", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LoraNoiseExpert.High, nameof(LoraFit.Fits))]
    [InlineData(LoraNoiseExpert.Both, nameof(LoraFit.Fits))]
    [InlineData(LoraNoiseExpert.Unknown, nameof(LoraFit.Probably))]
    [InlineData(LoraNoiseExpert.Low, nameof(LoraFit.Wrong))]
    public void Fit_depends_on_the_noise_expert(LoraNoiseExpert role, string fit) =>
        Assert.Equal(fit, LoraCompatibility.Check(new LoraSlot { Families = ["wan-14b"], Expert = LoraNoiseExpert.High }, Family("wan-14b"), role).Fit.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData(LoraNoiseExpert.Unknown)]
    [InlineData(LoraNoiseExpert.None)]
    [InlineData(LoraNoiseExpert.Both)]
    public void Slot_of_neither_noise_expert_accepts_every_role(LoraNoiseExpert? expert) => Assert.All(
        Enum.GetValues<LoraNoiseExpert>(),
        role => Assert.Equal(LoraFit.Fits, LoraCompatibility.Check(new LoraSlot { Families = ["flux1"], Expert = expert }, Family("flux1"), role).Fit));

    [Fact]
    public void LoRA_with_two_candidates_fits_as_far_as_the_slot_accepts_them()
    {
        var open = Family("flux1") with { Candidates = ["flux1", "chroma"], Confidence = InspectionConfidence.Possible };
        Assert.Equal(LoraFit.Probably, LoraCompatibility.Check(new LoraSlot { Families = ["flux1"] }, open, LoraNoiseExpert.None).Fit);
        Assert.Equal(LoraFit.Unknown, LoraCompatibility.Check(new LoraSlot { Families = ["chroma"] }, open, LoraNoiseExpert.None).Fit);
        Assert.Equal(LoraFit.Probably, LoraCompatibility.Check(new LoraSlot { Families = ["chroma", "flux1"] }, open, LoraNoiseExpert.None).Fit);
        Assert.Equal(LoraFit.Fits, LoraCompatibility.Check(new LoraSlot { Families = ["chroma", "flux1"] }, open with { Confidence = InspectionConfidence.Likely }, LoraNoiseExpert.None).Fit);
        Assert.Equal(LoraFit.Wrong, LoraCompatibility.Check(new LoraSlot { Families = ["sdxl"] }, open, LoraNoiseExpert.None).Fit);
        Assert.Equal(LoraFit.Fits, LoraCompatibility.Check(new LoraSlot(), open, LoraNoiseExpert.None).Fit);
    }

    [Fact]
    public void Model_JSON_defines_the_families_of_a_slot()
    {
        var read = ModelJson.Read("""[{"id": "m", "name": "M", "parameters": [{"name": "lora", "type": "lora-selector", "lora": {"families": ["wan-14b", "chroma"]}}, {"name": "any", "type": "lora-selector", "lora": {}}]}]""");
        Assert.Equal(["wan-14b", "chroma"], read.Value![0].Find("lora")!.Lora!.Families);
        Assert.Empty(read.Value[0].Find("any")!.Lora!.Families);
        Assert.False(ModelJson.Read("""[{"id": "m", "name": "M", "parameters": [{"name": "lora", "type": "lora-selector", "lora": {"families": [" "]}}]}]""").Succeeded);
        Assert.False(ModelJson.Read("""[{"id": "m", "name": "M", "parameters": [{"name": "lora", "type": "lora-selector", "lora": {"families": "wan"}}]}]""").Succeeded);
    }

    private static LoraFamilyMatch Family(string id) => new() { Id = id, Confidence = id == "unknown" ? InspectionConfidence.Unknown : InspectionConfidence.Certain };
}
