using Lora.Inspection.Identification;

using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

public sealed class FamilyTests
{
    public static TheoryData<string, string, long, long> Known => new()
    {
        { "sd1", "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k", 768, 640 },
        { "sd2", "lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_v", 1024, 640 },
        { "sdxl", "lora_unet_input_blocks_4_1_transformer_blocks_1_attn2_to_k", 2048, 640 },
        { "wan-14b", "diffusion_model.blocks.3.self_attn.q", 5120, 5120 },
        { "wan-14b", "transformer.blocks.3.attn1.to_q", 5120, 5120 },
        { "wan2.1-1.3b", "lora_unet_blocks_3_cross_attn_q", 1536, 1536 },
        { "wan2.2-5b", "diffusion_model.blocks.3.ffn.0", 3072, 14336 },
        { "wan2.1-14b-i2v", "diffusion_model.blocks.3.cross_attn.k_img", 5120, 5120 },
        { "flux2-dev", "diffusion_model.double_blocks.2.img_attn.qkv", 6144, 18432 },
        { "flux2-klein-9b", "diffusion_model.single_blocks.2.linear1", 4096, 36864 },
        { "flux2-klein-4b", "diffusion_model.single_blocks.2.linear2", 12288, 3072 },
        { "flux1", "lora_unet_double_blocks_2_img_mod_lin", 3072, 18432 },
        { "hunyuan-video", "lora_unet_double_blocks_2_img_mlp_fc1", 3072, 12288 },
        { "qwen-image", "transformer.transformer_blocks.2.img_mod.1", 3072, 18432 },
        { "qwen-image", "transformer.transformer_blocks.57.attn.to_q", 3072, 3072 },
        { "z-image", "diffusion_model.layers.2.attention.to_q", 3840, 3840 },
        { "lumina2", "transformer.layers.2.attn.to_q", 2304, 2304 },
        { "anima", "diffusion_model.llm_adapter.blocks.2.self_attn.q_proj", 1024, 1024 },
        { "krea2", "diffusion_model.blocks.2.attn.wq", 6144, 6144 },
        { "ltx2", "diffusion_model.transformer_blocks.2.audio_attn1.to_q", 2048, 2048 },
        { "ltxv", "transformer.transformer_blocks.2.attn2.to_q", 2048, 2048 },
        { "cogvideox", "transformer.transformer_blocks.2.attn1.to_q", 1920, 1920 },
        { "pixart", "base_model.model.transformer_blocks.2.ff.net.2", 4608, 1152 },
        { "mochi", "transformer.transformer_blocks.2.attn1.add_q_proj", 1536, 3072 },
        { "hidream-i1", "transformer.double_stream_blocks.2.block.attn1.to_q", 2560, 2560 },
        { "auraflow", "transformer.joint_transformer_blocks.2.attn.to_q", 3072, 3072 },
        { "sd3", "lora_unet_joint_blocks_2_x_block_attn_qkv", 1536, 4608 },
        { "sd3.5-large", "lora_unet_joint_blocks_30_x_block_attn_qkv", 2432, 7296 },
        { "minimax-h3", "diffusion_model.blocks.2.attn.qkv_proj", 5376, 21504 },
        { "minimax-h3", "diffusion_model.blocks.2.mlp.fc1", 5376, 28672 },
        { "minimax-h3", "transformer.transformer_blocks.2.attn.to_q", 5376, 7168 },
        { "chroma", "diffusion_model.distilled_guidance_layer.layers.2.in_layer", 5120, 5120 },
        { "sdxl", "unet.input_blocks.4.1.transformer_blocks.1.attn2.to_k", 2048, 640 },
        { "wan-14b", "transformer.blocks.2.attn2.to_out.0", 5120, 5120 },
        { "hunyuan-video-1.5", "lora_unet_double_blocks_30_img_attn_q", 2048, 2048 },
        { "hunyuan-image", "lora_unet_double_blocks_2_txt_mlp_fc1", 3584, 14336 },
        { "qwen-image-2", "diffusion_model.transformer_blocks.20.attn.to_q", 4096, 4096 },
        { "krea2", "transformer.transformer_blocks.2.attn.to_k", 6144, 1536 },
        { "krea2", "transformer.transformer_blocks.2.ff.up", 6144, 16384 },
        { "sd3", "transformer.transformer_blocks.2.ff.net.0.proj", 1536, 6144 },
        { "ltxv", "transformer.transformer_blocks.2.ff.net.2", 8192, 2048 },
        { "ideogram4", "lora_unet_layers_2_attention_o", 4608, 4608 },
        { "ideogram4", "diffusion_model.layers.2.feed_forward.w1", 4608, 12288 },
        { "ernie-image", "diffusion_model.layers.2.self_attention.to_q", 4096, 4096 },
        { "omnigen2", "diffusion_model.layers.2.attn.to_q", 2520, 2520 },
        { "sana", "lora_transformer_transformer_blocks_2_attn1_to_q", 2240, 2240 },
        { "kandinsky5", "diffusion_model.text_transformer_blocks.1.self_attention.to_query", 1792, 1792 },
        { "flux2-klein-4b", "transformer.transformer_blocks.2.ff.linear_in", 3072, 18432 },
        { "flux2-klein-4b", "transformer.single_transformer_blocks.2.attn.to_qkv_mlp_proj", 3072, 27648 },
        { "kandinsky5", "diffusion_model.visual_transformer_blocks.4.cross_attention.to_key", 2560, 2560 },
        { "f-lite", "diffusion_model.blocks.2.cross_attn.context_kv", 4096, 6144 },
        { "longcat-video", "transformer.blocks.2.cross_attn.kv_linear", 4096, 8192 },
        { "ovis-image", "diffusion_model.double_blocks.2.img_mlp.gate_proj", 3072, 12288 },
        { "fibo", "transformer.caption_projection.4.linear", 2048, 1536 },
        { "nucleus-image", "diffusion_model.transformer_blocks.2.img_mlp.shared_expert.net.2", 1344, 2048 },
        { "zeta-chroma", "diffusion_model.dec_net.cond_embed", 3840, 3840 },
        { "hunyuan-video-1.5", "transformer.transformer_blocks.50.attn.add_q_proj", 2048, 2048 },
        { "cascade", "lora_prior_unet_down_blocks_2_attention_to_q", 1536, 1536 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void One_module_is_enough_to_identify_the_family(string family, string module, long input, long output)
    {
        var found = Identify(Peft(module, input, output)).Family;
        Assert.Equal(family, found.Id);
        Assert.True(found.Confidence >= InspectionConfidence.Likely);
        Assert.Empty(found.Candidates);
    }

    [Theory]
    [InlineData("wan-14b", "blocks", 40, 5120, "self_attn.q", "cross_attn.k")]
    [InlineData("qwen-image", "transformer_blocks", 60, 3072, "attn.to_q", "attn.add_k_proj")]
    [InlineData("hunyuan-video-1.5", "transformer_blocks", 54, 2048, "attn.to_q", "attn.add_q_proj")]
    [InlineData("ltxv", "transformer_blocks", 28, 2048, "attn1.to_q", "attn2.to_q")]
    [InlineData("lumina2", "layers", 26, 2304, "attn.to_q", "attn.to_out.0")]
    [InlineData("longcat-video", "blocks", 48, 4096, "cross_attn.q_linear", "attn.proj")]
    [InlineData("f-lite", "blocks", 40, 3072, "cross_attn.q", "self_attn.proj")]
    public void Family_is_certain_when_names_widths_and_the_number_of_blocks_agree(string family, string blocks, int count, long width, string layer, string other)
    {
        var complete = Enumerable.Range(0, count).SelectMany(block => new[] { layer, other }.SelectMany(name => Peft($"diffusion_model.{blocks}.{block}.{name}", width, width))).ToList();
        var found = Identify(complete).Family;
        var incomplete = Identify(complete.SkipLast(4)).Family;
        Assert.Equal((family, InspectionConfidence.Certain), (found.Id, found.Confidence));
        Assert.True(incomplete.Confidence < InspectionConfidence.Certain);
    }

    [Theory]
    [InlineData("cogvideox", "transformer.transformer_blocks.2.attn1.to_q", 3072, 3072)]
    [InlineData("pixart", "transformer.transformer_blocks.2.attn1.to_q", 1152, 1152)]
    [InlineData("anima", "transformer.transformer_blocks.2.attn2.to_k", 1024, 2048)]
    [InlineData("flux1", "transformer.single_transformer_blocks.2.proj_out", 15360, 3072)]
    public void Family_is_only_likely_when_a_rarer_one_also_matches(string family, string module, long input, long output)
    {
        var found = Identify(Peft(module, input, output)).Family;
        Assert.Equal((family, InspectionConfidence.Likely), (found.Id, found.Confidence));
        Assert.Empty(found.Candidates);
    }

    [Theory]
    [InlineData("flux2-dev", "diffusion_model.double_blocks.2.img_attn.qkv", 18432)]
    [InlineData("wan-14b", "lora_unet_blocks_2_ffn_0", 13824)]
    [InlineData("ltxv", "transformer.transformer_blocks.2.attn1.to_q", 2048)]
    [InlineData("hunyuan-image", "oft_unet_double_blocks_2_img_attn_qkv", 10752)]
    public void Output_width_applies_when_the_input_is_not_visible(string family, string module, long output) =>
        Assert.Equal((family, InspectionConfidence.Likely), Identify([($"{module}.oft_blocks", [4, output / 4, output / 4])]).Family is var found ? (found.Id, found.Confidence) : default);

    [Fact]
    public void Family_with_the_most_matching_widths_wins_when_none_matches_all()
    {
        var found = Identify([
            .. Peft("double_blocks.2.img_attn.proj", 3072, 3072), .. Peft("double_blocks.2.img_mlp.2", 12288, 3072), .. Peft("single_blocks.2.linear2", 999, 3072),
        ]).Family;
        Assert.Equal(["flux1", "chroma"], found.Candidates);
        Assert.Equal(InspectionConfidence.Possible, found.Confidence);
    }

    [Theory]
    [InlineData("sdxl", "text_encoder.text_model.encoder.layers.2.mlp.fc1 text_encoder_2.text_model.encoder.layers.2.mlp.fc1")]
    [InlineData("flux1", "lora_te1_text_model_encoder_layers_2_mlp_fc1 lora_te2_encoder_block_2_layer_0_SelfAttention_q")]
    [InlineData("flux1", "lora_te1_text_model_encoder_layers_2_mlp_fc1 lora_te3_encoder_block_2_layer_0_SelfAttention_q lora_unet_double_blocks_2_img_mod_lin")]
    [InlineData("sd3", "lora_te1_text_model_encoder_layers_2_mlp_fc1 lora_te2_text_model_encoder_layers_2_mlp_fc1 lora_te3_encoder_block_2_layer_0_SelfAttention_q")]
    [InlineData("hidream-i1", "lora_te3_encoder_block_2_layer_0_SelfAttention_q lora_te4_layers_2_mlp_up_proj lora_transformer_double_stream_blocks_2_block_attn1_to_q")]
    public void Text_encoders_are_read_together(string family, string modules)
    {
        var found = Identify(modules.Split(' ').SelectMany(module => new (string, long[])[] { ($"{module}.lora_down.weight", [8, module.Contains("encoder_2.", StringComparison.Ordinal) ? 1280 : module.Contains("double_stream", StringComparison.Ordinal) ? 2560 : module.Contains("double", StringComparison.Ordinal) ? 3072 : 768]) }));
        Assert.Equal(family, found.Family.Id);
        Assert.True(found.TextEncoderModules > 0);
    }

    public static TheoryData<string, string, long, long> Undecidable => new()
    {
        { "sd1|sd2", "lora_unet_down_blocks_3_resnets_0_conv1", 1280, 1280 },
        { "flux1|chroma", "diffusion_model.single_blocks.2.linear1", 3072, 21504 },
        { "flux1|chroma|flux2-klein-4b", "diffusion_model.double_blocks.2.img_attn.qkv", 3072, 9216 },
        { "sdxl|kolors", "unet.down_blocks.1.attentions.0.transformer_blocks.1.attn2.to_k", 2048, 640 },
        { "ltxv|ltx2", "diffusion_model.transformer_blocks.2.attn1.to_q", 4096, 4096 },
        { "sd1|sd2", "lora_unet_up_blocks_3_attentions_0_transformer_blocks_0_attn1_to_q", 320, 320 },
        { "hunyuan-video|framepack", "transformer.single_transformer_blocks.39.attn.to_q", 3072, 3072 },
    };

    [Theory]
    [MemberData(nameof(Undecidable))]
    public void Tensors_of_two_families_are_never_certain_and_list_both(string families, string module, long input, long output)
    {
        var found = Identify(Peft(module, input, output)).Family;
        Assert.Equal(families.Split('|').Order(StringComparer.Ordinal), found.Candidates.Order(StringComparer.Ordinal));
        Assert.Equal(found.Id, found.Candidates[0]);
        Assert.True(found.Confidence < InspectionConfidence.Likely);
    }

    [Fact]
    public void Metadata_chooses_among_the_families_that_match_the_tensors()
    {
        var found = Identify(Peft("diffusion_model.single_blocks.2.linear1", 3072, 21504), ("modelspec.architecture", "chroma/lora"));
        Assert.Equal("chroma", found.Family.Id);
        Assert.Equal(InspectionConfidence.Likely, found.Family.Confidence);
        Assert.Empty(found.Issues);
    }

    [Theory]
    [InlineData("modelspec.architecture", "flux-1-schnell/lora", "schnell")]
    [InlineData("ss_base_model_version", "flux_kontext", "kontext")]
    [InlineData("ss_sd_model_name", "/models/flux1-krea-dev.safetensors", "krea")]
    public void Metadata_refines_the_variant(string key, string value, string variant)
    {
        var complete = Enumerable.Range(0, 19).SelectMany(static block => Kohya($"lora_unet_double_blocks_{block}_img_mod_lin", 3072, 18432));
        var found = Identify(complete, (key, value)).Family;
        Assert.Equal(("flux1", variant), (found.Id, found.Variant));
        Assert.Equal(InspectionConfidence.Certain, found.Confidence);
    }

    [Fact]
    public void Tensors_win_over_metadata_and_the_conflict_is_reported()
    {
        var found = Identify(Kohya("lora_unet_double_blocks_2_img_mod_lin", 3072, 18432), ("ss_base_model_version", "sd_1.5"));
        Assert.Equal("flux1", found.Family.Id);
        Assert.Equal(InspectionCodes.FamilyConflict, Assert.Single(found.Issues).Code);
    }

    [Fact]
    public void Rank_is_not_mistaken_for_a_width()
    {
        var found = Identify([("lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k.lora_up.weight", [320, 768])]);
        Assert.Equal("unknown", found.Family.Id);
        Assert.Equal(new InspectionRange(768, 768), found.Rank);
    }

    [Fact]
    public void Family_of_a_host_is_found_by_its_keys_and_by_its_names()
    {
        var rules = LoraRuleSet.Default.WithFamily("own", "Own", keyPatterns: ["^towers_#_bricks"], namePatterns: ["Own-Model *"], parent: "wan");
        var byKey = Identifier.Identify(Of(Peft("diffusion_model.towers.4.bricks", 99, 7)), null, null, rules).Family;
        var byName = new LoraInspector(rules: rules).FindFamily(new Dictionary<string, string>(StringComparer.Ordinal) { ["modelspec.architecture"] = "own_model 2" });
        Assert.Equal(("own", InspectionConfidence.Likely), (byKey.Id, byKey.Confidence));
        Assert.Equal("own", byName.Id);
        Assert.Equal(("own", "Own", true), (rules.FamilyIds[0], rules.FindName("own"), rules.IsWithin("own", "wan")));
        Assert.Null(LoraRuleSet.Default.FindName("own"));
    }

    [Fact]
    public void Family_of_a_host_is_likely_when_its_widths_agree()
    {
        var rules = LoraRuleSet.Default.WithFamily("own", "Own", ["^towers_#_bricks"], inputWidths: new Dictionary<string, int>(StringComparer.Ordinal) { ["^towers_#_bricks$"] = 99 });
        Assert.Equal(("own", InspectionConfidence.Likely), Match(99));
        Assert.Equal(("own", InspectionConfidence.Possible), Match(98));

        (string, InspectionConfidence) Match(long width)
        {
            var found = Identifier.Identify(Of(Peft("diffusion_model.towers.4.bricks", width, 7)), null, null, rules).Family;
            return (found.Id, found.Confidence);
        }
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("^a$", 0)]
    [InlineData("^a$", -1)]
    public void Wrong_width_of_a_host_is_rejected(string pattern, int width) =>
        Assert.ThrowsAny<ArgumentException>(() => LoraRuleSet.Default.WithFamily("own", "Own", inputWidths: new Dictionary<string, int>(StringComparer.Ordinal) { [pattern] = width }));

    [Theory]
    [InlineData(" ", "a")]
    [InlineData("a", "**")]
    public void Empty_pattern_of_a_host_is_rejected(string key, string name) =>
        Assert.Throws<ArgumentException>(() => LoraRuleSet.Default.WithFamily("own", "Own", [key], [name]));

    [Fact]
    public void Rules_can_be_added_and_replaced()
    {
        var rules = LoraRuleSet.Default
            .With(new FamilyRule { Id = "own", Name = "Own", Layouts = [new() { Marks = ["^towers_#_bricks"], Widths = [LayerWidth.In("^towers_#_bricks$", 99)] }] })
            .With(new FamilyRule { Id = "krea2", Name = "Nothing" });
        var own = Identifier.Identify(Of(Peft("diffusion_model.towers.4.bricks", 99, 7)), null, null, rules);
        var gone = Identifier.Identify(Of(Peft("diffusion_model.blocks.2.attn.wq", 6144, 6144)), null, null, rules);
        Assert.Equal(("own", "unknown"), (own.Family.Id, gone.Family.Id));
    }

    // A number in a name is a block, unless it is the last word and not the only number.
    [Fact]
    public void Every_pattern_is_written_like_the_names_of_files()
    {
        var buffer = new byte[NameCollapser.MaxLength];
        var numbers = new BlockNumber[ModulePattern.MaxIndexes];
        for (var number = 0; number < LoraRuleSet.Default.Compiled.Count; number++)
        {
            if (LoraRuleSet.Default.Compiled[number] is { IsWholeName: true } pattern)
            {
                var name = System.Text.Encoding.UTF8.GetString(pattern.Name);
                var (length, _) = NameCollapser.Collapse(System.Text.Encoding.UTF8.GetBytes(name.Replace('#', '7')), buffer, numbers);
                Assert.Equal(name, System.Text.Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
    }

    [Theory]
    [InlineData("hunyuan-video-1.5", "context_embedder_2.linear_1", 1472, 2048)]
    [InlineData("hunyuan-video-1.5", "image_embedder.linear_1", 1152, 2048)]
    public void Number_at_the_end_of_a_layer_without_blocks_is_read(string family, string module, long input, long output) =>
        Assert.Equal(family, Identify(Peft($"diffusion_model.{module}", input, output)).Family.Id);

    [Fact]
    public void Narrower_name_of_a_trainer_applies()
    {
        var complete = Enumerable.Range(0, 38).SelectMany(static block => Kohya($"lora_unet_joint_blocks_{block}_x_block_attn_qkv", 2432, 7296));
        var found = Identify(complete, ("ss_base_model_version", "sd3"), ("modelspec.architecture", "stable-diffusion-3-5-large/lora"));
        Assert.Equal(("sd3.5-large", InspectionConfidence.Certain), (found.Family.Id, found.Family.Confidence));
        Assert.Empty(found.Issues);
    }

    [Fact]
    public void Width_of_a_block_among_many_ranks_is_read()
    {
        var blocks = Enumerable.Range(0, 40).SelectMany(static block => Peft($"blocks.{block}.self_attn.q", block == 30 ? 4096 : 5120, 5120, rank: block + 4));
        Assert.True(Identify(blocks).Family.Confidence < InspectionConfidence.Likely);
    }

    [Fact]
    public void Every_rule_compiles_and_every_parent_exists() =>
        Assert.All(LoraRuleSet.Default.Families, family =>
        {
            Assert.True(family.Parent is null || LoraRuleSet.Default.Find(family.Parent) is not null);
            Assert.All(family.AlsoFits, id => Assert.NotNull(LoraRuleSet.Default.Find(id)));
            Assert.True(LoraRuleSet.Default.Compiled.Count > 0);
        });
}
