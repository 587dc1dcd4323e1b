using Lora.Inspection.Pairing;
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
    [InlineData("模型HIGH版", LoraExpertRole.High)]
    [InlineData("模型_低噪", LoraExpertRole.Low)]
    [InlineData("wan_noiselow", LoraExpertRole.Low)]
    [InlineData("wan_hinoise", LoraExpertRole.High)]
    [InlineData("style_HN_v2", LoraExpertRole.High)]
    [InlineData("style_ln", LoraExpertRole.Low)]
    [InlineData("style_wan22_H", LoraExpertRole.High)]
    [InlineData("style_wan22_l_e40", LoraExpertRole.Low)]
    [InlineData("style-HIGH-Q3_K_L", LoraExpertRole.High)]
    [InlineData("CLIP-L style", LoraExpertRole.Unknown)]
    [InlineData("l_shaped_room", LoraExpertRole.Unknown)]
    [InlineData("camera angle HIGH", LoraExpertRole.High)]
    [InlineData("HIGH_lowVRAM", LoraExpertRole.High)]
    [InlineData("high_heels_LOW", LoraExpertRole.Low)]
    [InlineData("high and low noise", LoraExpertRole.Unknown)]
    [InlineData("wan22-5b-LOW", LoraExpertRole.None)]
    [InlineData("wan22-14b-1.5b-LOW", LoraExpertRole.Low)]
    [InlineData("", LoraExpertRole.Unknown)]
    public void Name_says_the_noise_expert(string stem, LoraExpertRole role) => Assert.Equal(role, ExpertNames.Find(stem).Role);

    [Theory]
    [InlineData("875,1000", LoraExpertRole.High)]
    [InlineData("900,1000", LoraExpertRole.High)]
    [InlineData("0,875", LoraExpertRole.Low)]
    [InlineData("0,1000", LoraExpertRole.Both)]
    [InlineData("0.9,1", LoraExpertRole.High)]
    [InlineData("all", LoraExpertRole.Low)]
    public void Timestep_range_wins_over_the_name(string range, LoraExpertRole role) =>
        Assert.Equal(role, Identify("style_low_noise.safetensors", 5120, ("modelspec.timestep_range", range)).Role);

    [Fact]
    public void Folder_and_title_apply_when_the_name_says_nothing()
    {
        Assert.Equal(LoraExpertRole.High, Identify("wan/high_noise/style.safetensors", 5120).Role);
        Assert.Equal(LoraExpertRole.Low, Identify("style.safetensors", 5120, ("ss_output_name", "style_low")).Role);
        Assert.Equal(LoraExpertRole.Unknown, Identify("style.safetensors", 5120).Role);
    }

    [Fact]
    public void Name_wins_over_the_model_in_the_metadata()
    {
        Assert.Equal(LoraExpertRole.High, Identify("style_high_noise.safetensors", 5120, ("model_type", "Wan22-I2V-A14B-low")).Role);
        Assert.Equal(LoraExpertRole.Low, Identify("style.safetensors", 5120, ("model_type", "Wan22-I2V-A14B-low")).Role);
        Assert.Equal(LoraExpertRole.High, Identify("low/style.safetensors", 5120, ("general.name", "Wan2.2 T2V A14B high noise")).Role);
    }

    [Theory]
    [InlineData("transformer.|transformer_2.", LoraExpertRole.Both)]
    [InlineData("diffusion_model.transformer_1.|diffusion_model.transformer_2.", LoraExpertRole.Both)]
    [InlineData("transformer.transformer_2.", LoraExpertRole.Low)]
    [InlineData("transformer.", LoraExpertRole.Unknown)]
    public void Tensors_of_both_transformers_are_for_both_experts(string prefixes, LoraExpertRole role) =>
        Assert.Equal(role, Headers.Identify(prefixes.Split('|').SelectMany(prefix => Headers.Peft(prefix + "blocks.0.attn1.to_q", 5120, 5120))).Expert.Role);

    [Fact]
    public void Model_without_experts_has_none_whatever_the_name_says() => Assert.Equal(LoraExpertRole.None, Identify("style_high_noise.safetensors", 3072).Role);

    private static LoraExpertMatch Identify(string file, long width, params (string Key, string Value)[] metadata) =>
        Lora.Inspection.Identification.Identifier.Identify(Headers.Of(Headers.Peft("blocks.0.self_attn.q", width, width), metadata), file, null, LoraRuleSet.Default).Expert;
}
