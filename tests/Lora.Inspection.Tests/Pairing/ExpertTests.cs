using Lora.Inspection.Tests.Identification;

namespace Lora.Inspection.Tests.Pairing;

public sealed class ExpertTests
{
    [Theory]
    [InlineData("style_high_noise", LoraExpertRole.High)]
    [InlineData("styleLowNoise", LoraExpertRole.Low)]
    [InlineData("style_noise_low", LoraExpertRole.Low)]
    [InlineData("Style-A14B-HIGH_fp8", LoraExpertRole.High)]
    [InlineData("style_t2vLowV3", LoraExpertRole.Low)]
    [InlineData("WAN2.2LOWNOISE", LoraExpertRole.Low)]
    [InlineData("4steps_high", LoraExpertRole.High)]
    [InlineData("low angle HIGH", LoraExpertRole.High)]
    [InlineData("low_high_noise", LoraExpertRole.Unknown)]
    [InlineData("high and low", LoraExpertRole.Unknown)]
    [InlineData("lowVRAM", LoraExpertRole.Unknown)]
    [InlineData("low-cfg", LoraExpertRole.Unknown)]
    [InlineData("highway slowmo flownoise", LoraExpertRole.Unknown)]
    [InlineData("wan2.2_ti2v_5B_high", LoraExpertRole.None)]
    [InlineData("スタイル_高_high", LoraExpertRole.High)]
    [InlineData("", LoraExpertRole.Unknown)]
    public void A_name_tells(string stem, LoraExpertRole role) => Assert.Equal(role, LoraExpertNames.FindFromName(stem).Role);

    [Theory]
    [InlineData("875,1000", LoraExpertRole.High)]
    [InlineData("900,1000", LoraExpertRole.High)]
    [InlineData("0,875", LoraExpertRole.Low)]
    [InlineData("0,1000", LoraExpertRole.Both)]
    [InlineData("0.9,1", LoraExpertRole.High)]
    [InlineData("all", LoraExpertRole.Low)]
    public void The_range_of_steps_is_stronger_than_the_name(string range, LoraExpertRole role) =>
        Assert.Equal(role, Identify("style_low_noise.safetensors", 5120, ("modelspec.timestep_range", range)).Role);

    [Fact]
    public void The_folder_and_the_title_tell_where_the_name_does_not()
    {
        Assert.Equal(LoraExpertRole.High, Identify("wan/high_noise/style.safetensors", 5120).Role);
        Assert.Equal(LoraExpertRole.Low, Identify("style.safetensors", 5120, ("ss_output_name", "style_low")).Role);
        Assert.Equal(LoraExpertRole.Unknown, Identify("style.safetensors", 5120).Role);
    }

    [Fact]
    public void A_model_without_experts_has_none_whatever_the_name_says() => Assert.Equal(LoraExpertRole.None, Identify("style_high_noise.safetensors", 3072).Role);

    private static LoraExpertFinding Identify(string file, long width, params (string Key, string Value)[] metadata) =>
        Lora.Inspection.Identification.LoraIdentifier.Identify(Headers.Of(Headers.Peft("blocks.0.self_attn.q", width, width), metadata), file, null, LoraRuleSet.Default).Expert;
}
