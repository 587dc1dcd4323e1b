using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Inspection.Identification;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Tests.Identification;

public sealed class SurveyTests
{
    [Fact]
    public void Modules_of_all_trainers_have_the_same_pattern()
    {
        var survey = Survey("lora_unet_double_blocks_18_img_attn_qkv.alpha", "diffusion_model.double_blocks.3.img_attn.qkv.lora_A.weight", "double_blocks.7.img_attn.qkv.lora_B.bias");
        var module = Assert.Single(survey.Patterns);
        Assert.Equal("double_blocks_#_img_attn_qkv", module.Text);
        Assert.Equal((3, 18), module.Index(0));
    }

    [Theory]
    [InlineData("Hunyuan_video_I2V_lora_double_blocks_0_img_attn_qkv.lora_down.weight")]
    [InlineData("lora_unet_model_diffusion_model_double_blocks_0_img_attn_qkv.lora_down.weight")]
    [InlineData("lycoris_diffusion_model_double_blocks_0_img_attn_qkv.lokr_w1")]
    [InlineData("conditional_transformer.double_blocks.0.img_attn.qkv.lora_A.weight")]
    [InlineData("unconditional_transformer.double_blocks.0.img_attn.qkv.lora_A.weight")]
    [InlineData("transformer._orig_mod.double_blocks.0.img_attn.qkv.lora_A.weight")]
    [InlineData("double_blocks.0.img_attn.qkv.oft_blocks.3")]
    [InlineData("double_blocks.0.img_attn.qkv.lora.A.weight")]
    [InlineData("double_blocks.0.img_attn.qkv.lora_up")]
    [InlineData("double_blocks.0.img_attn.qkv.peanut_encoders.default.0.weight")]
    public void Prefixes_and_endings_are_not_part_of_the_pattern(string name) => Assert.Equal("double_blocks_#_img_attn_qkv", Assert.Single(Survey(name).Patterns).Text);

    [Fact]
    public void Numbers_in_a_word_or_at_the_end_of_a_name_stay() =>
        Assert.Equal(
            ["blocks_#_attn2_to_out_0", "blocks_#_ffn_2", "down_blocks_#_resnets_#_conv1", "te2_text_model_encoder_layers_#_mlp_fc1"],
            Survey("transformer.blocks.1.attn2.to_out.0.alpha", "blocks.1.ffn.2.alpha", "lora_unet_down_blocks_1_resnets_0_conv1.alpha", "lora_te2_text_model_encoder_layers_31_mlp_fc1.alpha")
                .Patterns.Select(pattern => pattern.Text).Order(StringComparer.Ordinal));

    // Repeated names take a fast path; any other order must give the same result.
    [Property(MaxTest = 200)]
    public Property Order_of_tensors_does_not_matter() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        List<string> names =
        [
            .. from block in Enumerable.Range(0, 12)
               from module in (string[])["attn1.to_q", "attn2.to_k", "ff.net.0.proj", "ff.net.2", "attn1.to_out.0"]
               from leaf in (string[])["lora_A.weight", "lora_B.weight"]
               select $"transformer.transformer_blocks.{block}.{module}.{leaf}",
            .. Enumerable.Range(0, 12).Select(block => $"lora_te_text_model_encoder_layers_{block}_mlp_fc1.alpha"),
        ];
        var shuffled = names.OrderBy(name => HashCode.Combine(name, seed)).ToArray();
        return Describe(Survey([.. names])) == Describe(Survey(shuffled));
    });

    [Property(MaxTest = 300)]
    public void Names_of_any_bytes_never_throw(byte[][] names)
    {
        var table = new TensorTableBuilder();
        foreach (var name in names)
        {
            table.Add(name, TensorType.F16, (long[])[long.MaxValue, 0]);
        }

        Assert.NotNull(Identifier.Identify(new(table.Build(), new Dictionary<string, string>(StringComparer.Ordinal), 0), null, null, LoraRuleSet.Default));
    }

    [Fact]
    public void Many_different_names_do_not_take_unlimited_memory()
    {
        var survey = Survey([.. Enumerable.Range(0, 30_000).Select(number => $"module_x{number}y.lora_A.weight")]);
        Assert.Equal(PatternTable.MaxPatterns, survey.Patterns.Count);
    }

    [Fact]
    public void Long_names_and_numbers_never_throw() =>
        Assert.Equal(2, Survey(new string('a', 100_000) + ".alpha", $"blocks.{new string('9', 40)}.q.alpha").Patterns.Count);

    private static string Describe(TensorSurvey survey) =>
        string.Join('\n', survey.Patterns.Select(pattern => $"{pattern.Text} {pattern.Index(0)} {pattern.Count(TensorLeaf.Down)} {pattern.Count(TensorLeaf.Up)} {pattern.Count(TensorLeaf.Alpha)} {pattern.Part}").Order(StringComparer.Ordinal));

    private static TensorSurvey Survey(params string[] names)
    {
        var table = new TensorTableBuilder();
        foreach (var name in names)
        {
            table.Add(name, TensorType.F16, 4, 8);
        }

        return TensorSurvey.Of(table.Build());
    }
}
