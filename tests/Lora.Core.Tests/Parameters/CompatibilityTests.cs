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

    [Theory]
    [InlineData("flux1", "flux1", InspectionConfidence.Possible, LoraFit.Probably, "fit.family_guess", "This LoRA may be for FLUX.1.")]
    [InlineData("flux1", "flux1", InspectionConfidence.Likely, LoraFit.Fits, "fit.family", "This LoRA is for FLUX.1.")]
    [InlineData("flux1", "sdxl", InspectionConfidence.Possible, LoraFit.Unknown, "fit.family_guess_other", "This LoRA may be for SDXL; this slot is for FLUX.1.")]
    [InlineData("flux1", "sdxl", InspectionConfidence.Likely, LoraFit.Wrong, "fit.family_other", "This LoRA is for SDXL; this slot is for FLUX.1.")]
    [InlineData("flux1", "unknown", InspectionConfidence.Unknown, LoraFit.Unknown, "fit.family_unknown", "The base model of this LoRA is unknown; this slot is for FLUX.1.")]
    [InlineData("wan-14b", "wan", InspectionConfidence.Certain, LoraFit.Unknown, "fit.family_wider", "This LoRA is for Wan, but it is unknown whether it is for Wan 14B.")]
    [InlineData("framepack", "hunyuan-video", InspectionConfidence.Certain, LoraFit.Probably, "fit.family_also", "This LoRA is for HunyuanVideo, and most of these also work with FramePack.")]
    [InlineData("flux1 chroma own", "sdxl", InspectionConfidence.Certain, LoraFit.Wrong, "fit.family_other", "This LoRA is for SDXL; this slot is for FLUX.1, Chroma or own.")]
    public void Reason_names_the_base_models(string slot, string family, InspectionConfidence confidence, object fit, string key, string reason)
    {
        var found = LoraCompatibility.Check(new LoraSlot { Families = slot.Split(' ') }, new() { Id = family, Confidence = confidence }, LoraNoiseExpert.Unknown);
        Assert.Equal((fit, key, reason), (found.Fit, found.Sentence?.Key, found.Reason));
    }

    [Theory]
    [InlineData(LoraNoiseExpert.High, LoraNoiseExpert.Low, "This LoRA is for the low-noise expert; this slot is for the high-noise one.")]
    [InlineData(LoraNoiseExpert.Low, LoraNoiseExpert.High, "This LoRA is for the high-noise expert; this slot is for the low-noise one.")]
    [InlineData(LoraNoiseExpert.Low, LoraNoiseExpert.None, "This LoRA is for a model without noise experts. It can be used with either.")]
    [InlineData(LoraNoiseExpert.High, LoraNoiseExpert.Unknown, "The noise expert of this LoRA is unknown. It can be used with either.")]
    public void Reason_names_the_noise_expert(LoraNoiseExpert slot, LoraNoiseExpert role, string reason) =>
        Assert.Equal(reason, LoraCompatibility.Check(new LoraSlot { Families = ["wan-14b"], Expert = slot }, Family("wan-14b"), role).Reason);

    [Fact]
    public void Worse_of_both_results_counts()
    {
        var found = LoraCompatibility.Check(new LoraSlot { Families = ["flux1"], Expert = LoraNoiseExpert.High }, Family("sdxl"), LoraNoiseExpert.Unknown);
        Assert.Equal((LoraFit.Wrong, "fit.family_other"), (found.Fit, found.Sentence?.Key));
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
