using Lora.Inspection.Pairing;
using Lora.Inspection.Tests.Identification;

namespace Lora.Inspection.Tests.Pairing;

public sealed class ExpertTests
{
    [Theory]
    [InlineData("style_high_noise", LoraNoiseExpert.High)]
    [InlineData("styleLowNoise", LoraNoiseExpert.Low)]
    [InlineData("style_noise_low", LoraNoiseExpert.Low)]
    [InlineData("Style-A14B-HIGH_fp8", LoraNoiseExpert.High)]
    [InlineData("style_t2vLowV3", LoraNoiseExpert.Low)]
    [InlineData("WAN2.2LOWNOISE", LoraNoiseExpert.Low)]
    [InlineData("4steps_high", LoraNoiseExpert.High)]
    [InlineData("low angle HIGH", LoraNoiseExpert.High)]
    [InlineData("low_high_noise", LoraNoiseExpert.Unknown)]
    [InlineData("high and low", LoraNoiseExpert.Unknown)]
    [InlineData("lowVRAM", LoraNoiseExpert.Unknown)]
    [InlineData("low-cfg", LoraNoiseExpert.Unknown)]
    [InlineData("highway slowmo flownoise", LoraNoiseExpert.Unknown)]
    [InlineData("wan2.2_ti2v_5B_high", LoraNoiseExpert.None)]
    [InlineData("スタイル_高_high", LoraNoiseExpert.High)]
    [InlineData("模型HIGH版", LoraNoiseExpert.High)]
    [InlineData("模型_低噪", LoraNoiseExpert.Low)]
    [InlineData("wan_noiselow", LoraNoiseExpert.Low)]
    [InlineData("wan_hinoise", LoraNoiseExpert.High)]
    [InlineData("style_HN_v2", LoraNoiseExpert.High)]
    [InlineData("style_ln", LoraNoiseExpert.Low)]
    [InlineData("style_wan22_H", LoraNoiseExpert.High)]
    [InlineData("style_wan22_l_e40", LoraNoiseExpert.Low)]
    [InlineData("style-HIGH-Q3_K_L", LoraNoiseExpert.High)]
    [InlineData("CLIP-L style", LoraNoiseExpert.Unknown)]
    [InlineData("l_shaped_room", LoraNoiseExpert.Unknown)]
    [InlineData("camera angle HIGH", LoraNoiseExpert.High)]
    [InlineData("HIGH_lowVRAM", LoraNoiseExpert.High)]
    [InlineData("high_heels_LOW", LoraNoiseExpert.Low)]
    [InlineData("high and low noise", LoraNoiseExpert.Unknown)]
    [InlineData("wan22-5b-LOW", LoraNoiseExpert.None)]
    [InlineData("wan22-14b-1.5b-LOW", LoraNoiseExpert.Low)]
    [InlineData("", LoraNoiseExpert.Unknown)]
    public void Name_says_the_noise_expert(string stem, LoraNoiseExpert role) => Assert.Equal(role, ExpertNames.Find(stem).Role);

    [Theory]
    [InlineData("875,1000", LoraNoiseExpert.High)]
    [InlineData("900,1000", LoraNoiseExpert.High)]
    [InlineData("0,875", LoraNoiseExpert.Low)]
    [InlineData("0,1000", LoraNoiseExpert.Both)]
    [InlineData("0.9,1", LoraNoiseExpert.High)]
    [InlineData("all", LoraNoiseExpert.Low)]
    public void Timestep_range_wins_over_the_name(string range, LoraNoiseExpert role) =>
        Assert.Equal(role, Identify("style_low_noise.safetensors", 5120, ("modelspec.timestep_range", range)).Role);

    [Fact]
    public void Folder_and_title_apply_when_the_name_says_nothing()
    {
        Assert.Equal(LoraNoiseExpert.High, Identify("wan/high_noise/style.safetensors", 5120).Role);
        Assert.Equal(LoraNoiseExpert.Low, Identify("style.safetensors", 5120, ("ss_output_name", "style_low")).Role);
        Assert.Equal(LoraNoiseExpert.Unknown, Identify("style.safetensors", 5120).Role);
    }

    [Fact]
    public void Name_wins_over_the_model_in_the_metadata()
    {
        Assert.Equal(LoraNoiseExpert.High, Identify("style_high_noise.safetensors", 5120, ("model_type", "Wan22-I2V-A14B-low")).Role);
        Assert.Equal(LoraNoiseExpert.Low, Identify("style.safetensors", 5120, ("model_type", "Wan22-I2V-A14B-low")).Role);
        Assert.Equal(LoraNoiseExpert.High, Identify("low/style.safetensors", 5120, ("general.name", "Wan2.2 T2V A14B high noise")).Role);
    }

    [Theory]
    [InlineData("transformer.|transformer_2.", LoraNoiseExpert.Both)]
    [InlineData("diffusion_model.transformer_1.|diffusion_model.transformer_2.", LoraNoiseExpert.Both)]
    [InlineData("transformer.transformer_2.", LoraNoiseExpert.Low)]
    [InlineData("transformer.", LoraNoiseExpert.Unknown)]
    public void Tensors_of_both_transformers_are_for_both_experts(string prefixes, LoraNoiseExpert role) =>
        Assert.Equal(role, Headers.Identify(prefixes.Split('|').SelectMany(prefix => Headers.Peft(prefix + "blocks.0.attn1.to_q", 5120, 5120))).Expert.Role);

    [Fact]
    public void Model_without_experts_has_none_for_any_name() => Assert.Equal(LoraNoiseExpert.None, Identify("style_high_noise.safetensors", 3072).Role);

    private static LoraExpertMatch Identify(string file, long width, params (string Key, string Value)[] metadata) =>
        Lora.Inspection.Identification.Identifier.Identify(Headers.Of(Headers.Peft("blocks.0.self_attn.q", width, width), metadata), file, null, LoraRuleSet.Default).Expert;
}
