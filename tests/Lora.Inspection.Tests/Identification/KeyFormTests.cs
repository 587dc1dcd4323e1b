using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

/// <summary>Forms of key names that trainers and converters write.</summary>
public sealed class KeyFormTests
{
    [Theory]
    [InlineData("Hunyuan_video_I2V_lora_double_blocks_19_img_attn_qkv", 3072, 9216, "hunyuan-video")]
    [InlineData("lora_unet_model_diffusion_model_single_blocks_3_modulation_lin", 3072, 9216, "flux1")]
    [InlineData("conditional_transformer.layers.3.attention.to_q", 3840, 3840, "z-image")]
    public void Prefix_of_a_trainer_is_removed(string module, long input, long output, string family)
    {
        var found = Identify(Peft(module, input, output));
        Assert.Equal((family, 1), (found.Family.Id, found.DenoiserModules));
        Assert.True(found.Family.Confidence >= InspectionConfidence.Likely);
        Assert.DoesNotContain(found.Evidence, static evidence => evidence.Text.Contains("not a known prefix", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_beginning_is_tolerated_with_less_confidence()
    {
        var complete = Enumerable.Range(0, 40).SelectMany(static block => new[] { "self_attn.q", "cross_attn.k" }.SelectMany(layer => Peft($"engine.part.blocks.{block}.{layer}", 5120, 5120)));
        var found = Identify(complete);
        Assert.Equal(("wan-14b", InspectionConfidence.Likely), (found.Family.Id, found.Family.Confidence));
        Assert.Contains(found.Evidence, static evidence => evidence.Text == "Its LoRA keys start with \"engine_part\", which is not a known prefix.");
    }

    [Fact]
    public void Unknown_beginning_with_other_widths_is_not_a_family() => Assert.Equal("unknown", Identify(Peft("engine.part.blocks.3.self_attn.q", 777, 777)).Family.Id);

    [Theory]
    [InlineData("lora.A.weight", "lora.B.weight")]
    [InlineData("lora_A.default.weight", "lora_B.default.weight")]
    public void Dotted_halves_are_a_LoRA(string down, string up)
    {
        var found = Identify([($"transformer_blocks.50.attn.to_q.{down}", [16, 3072]), ($"transformer_blocks.50.attn.to_q.{up}", [3072, 16])]);
        Assert.Equal((LoraContent.Lora, "qwen-image", new InspectionRange(16, 16)), (found.Content, found.Family.Id, found.Rank));
        Assert.Equal(["lora"], found.Kinds);
    }

    [Theory]
    [InlineData(3072, 32, 3072, 32)]
    [InlineData(32, 3072, 3072, 32)]
    public void Halves_without_weight_are_read_in_both_orders(long first, long second, long output, long rank)
    {
        var found = Identify([("transformer_blocks.3.out_proj.lora_down", [first, second]), ("transformer_blocks.3.out_proj.lora_up", [output, rank]), .. Peft("single_transformer_blocks.3.qkv_proj", 3072, 9216)]);
        Assert.Equal((LoraContent.Lora, "flux1"), (found.Content, found.Family.Id));
        Assert.Equal(["lora"], found.Kinds);
    }

    [Fact]
    public void Numbered_orthogonal_blocks_are_read()
    {
        var found = Identify(Enumerable.Range(0, 4).Select(static block => ($"lora_unet_double_blocks_3_img_mod_lin.oft_blocks.{block}", new long[] { 768, 768 })));
        Assert.Equal(["oft"], found.Kinds);
        Assert.Equal("flux1", found.Family.Id);
    }

    [Fact]
    public void Reflections_show_the_input_width_and_the_rank()
    {
        var found = Identify([("base_model.model.transformer_blocks.50.attn.to_q.hra_u", [3072, 8])]);
        Assert.Equal(("qwen-image", new InspectionRange(8, 8)), (found.Family.Id, found.Rank));
        Assert.Equal(["hra"], found.Kinds);
    }

    [Fact]
    public void Vectors_with_shared_matrices_are_an_adapter()
    {
        var found = Identify([("base_model.vera_A", [256, 12288]), ("base_model.vera_B", [12288, 256]), ("base_model.model.transformer_blocks.50.attn.to_q.vera_lambda_b", [3072]), ("base_model.model.transformer_blocks.50.attn.to_q.vera_lambda_d", [256])]);
        Assert.Equal(LoraContent.Lora, found.Content);
        Assert.Equal(["vera"], found.Kinds);
        Assert.Equal(1, found.DenoiserModules + found.OtherModules);
    }

    [Theory]
    [InlineData("fourierft_spectrum", "fourierft")]
    [InlineData("c3a_kernel.default", "c3a")]
    [InlineData("gralora_A.default", "gralora")]
    [InlineData("ln_tuning_layers.weight", "norm")]
    [InlineData("vblora_logits_A", "vblora")]
    [InlineData("boft_R", "boft")]
    [InlineData("miss_block", "miss")]
    [InlineData("randlora_lambda", "randlora")]
    public void Adapter_of_a_rare_kind_is_not_a_whole_model(string part, string kind)
    {
        var found = Identify(Enumerable.Range(0, 12).Select(block => ($"base_model.model.transformer_blocks.{block}.attn.to_q.{part}", new long[] { 4, 4, 4, 4 })));
        Assert.Equal(LoraContent.Lora, found.Content);
        Assert.Equal([kind], found.Kinds);
    }

    [Theory]
    [InlineData("dora_scale")]
    [InlineData("lora_magnitude_vector.default.weight")]
    [InlineData("vera_lambda_d")]
    [InlineData("lokr_w3")]
    [InlineData("hada_w1_c")]
    [InlineData("oft_S")]
    [InlineData("dylora_A.weight")]
    [InlineData("adapter_down.weight")]
    public void Part_of_an_adapter_is_not_a_whole_model(string part) =>
        Assert.NotEqual(LoraContent.Checkpoint, Identify(Enumerable.Range(0, 12).Select(block => ($"blocks.{block}.self_attn.q.{part}", new long[] { 16, 5120 }))).Content);

    [Fact]
    public void Whole_model_is_still_a_whole_model() =>
        Assert.Equal(LoraContent.Checkpoint, Identify(Enumerable.Range(0, 12).Select(static block => ($"transformer_blocks.{block}.attn.to_q.weight", new long[] { 3072, 3072 }))).Content);

    [Theory]
    [InlineData("temporal_transformer.transformer_blocks.0.attention_blocks.0.processor.to_q_lora")]
    [InlineData("transformer_blocks.0.attn2.processor.to_k_lora")]
    public void Motion_LoRA_is_for_Stable_Diffusion_1(string layer)
    {
        var found = Identify(Enumerable.Range(0, 4).SelectMany(level => new (string, long[])[] { ($"down_blocks.{level}.motion_modules.1.{layer}.down.weight", [32, 1280]), ($"down_blocks.{level}.motion_modules.1.{layer}.up.weight", [1280, 32]) })).Family;
        Assert.Equal(("sd1", "animatediff"), (found.Id, found.Variant));
        Assert.True(found.Confidence < InspectionConfidence.Certain);
    }

    [Fact]
    public void Motion_LoRA_with_fewer_levels_is_unknown() => Assert.Equal("unknown", Identify(Peft("down_blocks.1.motion_modules.1.transformer_blocks.0.attn1.to_q", 640, 640)).Family.Id);

    [Fact]
    public void Layers_for_pixels_are_Chroma_Radiance_without_a_stamp()
    {
        var found = Identify(Peft("diffusion_model.nerf_blocks.0.param_generator", 3072, 49152).Concat(Peft("diffusion_model.double_blocks.0.img_attn.qkv", 3072, 9216))).Family;
        Assert.Equal(("chroma", "radiance"), (found.Id, found.Variant));
    }

    [Fact]
    public void Trainer_configuration_chooses_between_FLUX_1_and_Chroma()
    {
        var file = Peft("diffusion_model.single_blocks.2.linear1", 3072, 21504).ToList();
        Assert.Equal(["flux1", "chroma"], Identify(file).Family.Candidates);
        var found = Identify(file, ("ot_config", """{ "model_type": "CHROMA_1", "base_model_name": "lodestones/Chroma1-HD" }""")).Family;
        Assert.Equal(("chroma", InspectionConfidence.Likely), (found.Id, found.Confidence));
    }

    [Fact]
    public void Trainer_configuration_may_be_encoded_twice_or_huge()
    {
        var file = Peft("diffusion_model.single_blocks.2.linear1", 3072, 21504).ToList();
        const string Config = """{ "model_type": "CHROMA_1" }""";
        Assert.Equal("chroma", Identify(file, ("ot_config", System.Text.Json.JsonSerializer.Serialize(Config))).Family.Id);
        var huge = $$"""{ "model_type": "CHROMA_1", "notes": "{{new string('x', 30_000_000)}}" }""";
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("chroma", Identify(file, ("ot_config", huge)).Family.Id);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void Prompt_modulation_is_LTX_2_3()
    {
        var found = Identify(Peft("diffusion_model.prompt_adaln_single.linear", 4096, 8192)).Family;
        Assert.Equal(("ltx2", "2.3"), (found.Id, found.Variant));
    }
}
