using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

public sealed class KindTests
{
    private const string Module = "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k";

    public static TheoryData<string, double?, string, string> Kinds => new()
    {
        { "lora", 4, "lora_down.weight:4,768", "lora_up.weight:640,4" },
        { "lora", 4, "lora_A.default.weight:4,768", "lora_B.default.weight:640,4" },
        { "lora", 4, "lora.down.weight:4,768", "lora.up.weight:640,4" },
        { "locon", 4, "lora_down.weight:4,320,3,3", "lora_up.weight:320,4,1,1" },
        { "lora", 4, "lora.A.weight:4,768", "lora.B.weight:640,4" },
        { "lora", 4, "lora_down:768,4", "lora_up:640,4" },
        { "lora", 4, "lora_a:768,4", "lora_b:4,640" },
        { "lora", 4, "lora_embedding_A.default:4,768", "lora_embedding_B.default:640,4" },
        { "dora", 4, "lora_down.weight:4,768", "dora_scale:1,768" },
        { "loha", 4, "hada_w1_a:640,4", "hada_w1_b:4,768" },
        { "lokr", null, "lokr_w1:8,8", "lokr_w2:80,96" },
        { "lokr", 4, "lokr_w1:8,8", "lokr_w2_b:4,96" },
        { "lokr+dora", null, "lokr_w1:8,8", "dora_scale:1,768" },
        { "oft", null, "oft_blocks:160,4,4", "alpha:" },
        { "oft", null, "oft_blocks.0:4,4", "oft_blocks.1:4,4" },
        { "oft", null, "oft_R.default.weight:160,6", "alpha:" },
        { "boft", null, "oft_blocks:3,80,8,8", "alpha:" },
        { "boft", null, "boft_R:3,80,8,8", "boft_s:640,1" },
        { "vera", 64, "vera_lambda_b:640", "vera_lambda_d:64" },
        { "hra", 8, "hra_u:768,8", "alpha:" },
        { "hira", 4, "hira_A.default:4,768", "hira_B.default:640,4" },
        { "delora", 4, "delora_A:4,768", "delora_B:640,4" },
        { "gralora", null, "gralora_A:2,4,384", "gralora_B:2,320,4" },
        { "randlora", null, "randlora_lambda:4,80", "randlora_gamma:80,640" },
        { "vblora", null, "vblora_logits_A_topk_indices:4,3,2", "vblora_logits_B_topk_indices:5,4,2" },
        { "fourierft", null, "fourierft_spectrum:1000", "alpha:" },
        { "ia3", null, "weight:640", "on_input:" },
        { "full", null, "diff:640,768", "diff_b:640" },
        { "norm", null, "w_norm:640", "b_norm:640" },
        { "norm", null, "ln_tuning_layers.weight:640", "ln_tuning_layers.bias:640" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Endings_of_key_names_give_the_kind_and_the_rank(string kinds, double? rank, string first, string second)
    {
        var found = Identify([Tensor(first), Tensor(second)]);
        Assert.Equal(kinds.Split('+'), found.Kinds);
        Assert.Equal(rank, found.Rank?.Max);
        Assert.Equal(1, found.DenoiserModules);
    }

    [Theory]
    [InlineData("vera_lambda_b:5120", "wan-14b")]
    [InlineData("hra_u:5120,8", "wan-14b")]
    [InlineData("lora_down:5120,16", "wan-14b")]
    [InlineData("delora_B:5120,8", "wan-14b")]
    public void Parts_of_other_adapters_show_the_width(string part, string family)
    {
        var found = Identify(from module in (string[])["self_attn.q", "cross_attn.k"] select ($"base_model.model.blocks.0.{module}.{part.Split(':')[0]}", Parse(part).Shape));
        Assert.Equal(family, found.Family.Id);
    }

    [Theory]
    [InlineData("base_model.vera_A:256,9000", LoraContent.Lora)]
    [InlineData("base_model.model.transformer_blocks.0.attn.to_q.new_part:8", LoraContent.Lora)]
    [InlineData("base_model.model.transformer_blocks.0.attn.to_q.default.weight:8,8", LoraContent.Lora)]
    [InlineData("lora_unet_double_blocks_0_img_attn_qkv.new_part:8", LoraContent.Lora)]
    [InlineData("double_blocks.0.img_attn.qkv.lora.new_part:8", LoraContent.Unknown)]
    [InlineData("double_blocks.0.img_attn.qkv.weight:9216,3072", LoraContent.Checkpoint)]
    public void File_with_a_part_of_an_adapter_is_not_a_whole_model(string tensor, LoraContent content) =>
        Assert.Equal(content, Identify([Parse(tensor)]).Content);

    [Fact]
    public void Shared_matrices_of_VeRA_do_not_add_a_module()
    {
        var found = Identify([("base_model.vera_A", [256, 8960]), ("base_model.vera_B", [13824, 256]), ("base_model.model.blocks.0.ffn.0.vera_lambda_b", [8960]), ("base_model.model.blocks.0.ffn.0.vera_lambda_d", [256])]);
        Assert.Equal(["vera"], found.Kinds);
        Assert.Equal(1, found.DenoiserModules + found.OtherModules);
        Assert.Equal(256, found.Rank?.Max);
    }

    [Fact]
    public void Glora_needs_all_its_parts() =>
        Assert.Equal(["glora"], Identify([Tensor("a1.weight:768,4"), Tensor("a2.weight:4,768"), Tensor("b1.weight:640,4"), Tensor("b2.weight:4,768")]).Kinds);

    [Fact]
    public void File_can_mix_kinds_and_ranks()
    {
        var found = Identify([.. Kohya("lora_unet_input_blocks_4_1_proj_in", 640, 640, 8), .. Kohya("lora_te1_text_model_encoder_layers_0_mlp_fc1", 768, 3072, 32), Tensor("lokr_w1:8,8"), Tensor("lokr_w2:80,96")]);
        Assert.Equal(["lora", "lokr"], found.Kinds);
        Assert.Equal(new InspectionRange(8, 32), found.Rank);
        Assert.Equal((2, 1), (found.DenoiserModules, found.TextEncoderModules));
    }

    [Fact]
    public void Xlabs_and_control_LoRAs_are_recognized()
    {
        Assert.Equal(["xlabs"], Identify([("double_blocks.0.processor.qkv_lora1.down.weight", [16, 3072]), ("double_blocks.0.processor.qkv_lora1.up.weight", [9216, 16])]).Kinds);
        Assert.Equal(["xlabs"], Identify([("single_blocks.0.processor.proj_lora.down.weight", [16, 3072]), ("single_blocks.0.processor.proj_lora.up.weight", [3072, 16])]).Kinds);
        Assert.Equal(["control-lora"], Identify([("input_blocks.4.1.transformer_blocks.0.attn1.to_q.down", [64, 640]), ("input_blocks.4.1.transformer_blocks.0.attn1.to_q.up", [640, 64]), ("lora_controlnet", [])]).Kinds);
        Assert.Equal(["control-lora"], Identify([.. Peft("double_blocks.0.img_attn.qkv", 3072, 9216, 128), ("double_blocks.0.img_attn.qkv.lora_B.bias", [9216]), ("double_blocks.0.img_attn.norm.key_norm.scale", [128])]).Kinds);
    }

    [Fact]
    public void Alpha_of_diffusers_is_read_from_the_metadata()
    {
        var found = Identify(Peft("transformer.blocks.0.attn1.to_q", 5120, 5120), ("lora_adapter_metadata", """{"transformer.r": 16, "transformer.lora_alpha": 32}"""));
        Assert.Equal(new InspectionRange(32, 32), found.Alpha);
    }

    public static TheoryData<LoraContent, string> Others => new()
    {
        { LoraContent.Embedding, "emb_params:8,768" },
        { LoraContent.Vae, "decoder.conv_in.weight:512,16,3,3" },
        { LoraContent.Vae, "encoder.down_blocks.0.resnets.0.conv1.weight:128,128,3,3" },
        { LoraContent.ControlNet, "control_layers.0.attention.to_k.weight:3840,3840" },
        { LoraContent.ControlNet, "lllite_dit_blocks_0_self_attn_q_proj.cond_to_film.weight:64,32" },
        { LoraContent.TextEncoder, "encoder.block.0.layer.0.SelfAttention.q.weight:4096,4096" },
        { LoraContent.IpAdapter, "ip_adapter.1.to_k_ip.weight:320,768" },
        { LoraContent.ControlNet, "controlnet_cond_embedding.conv_in.weight:16,3,3,3" },
        { LoraContent.Checkpoint, "model.diffusion_model.double_blocks.0.img_attn.qkv.weight:9216,3072" },
        { LoraContent.Unknown, "nonsense:3" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Content_that_is_not_a_LoRA_is_recognized(LoraContent content, string tensor)
    {
        var found = Identify([Parse(tensor)]);
        Assert.Equal(content, found.Content);
        Assert.Contains(found.Issues, issue => issue.Code == InspectionCodes.NotLora);
    }

    [Theory]
    [InlineData("sdxl", "ip_adapter.1.to_k_ip.weight:640,2048", "image_proj.latents:1,16,1280")]
    [InlineData("sd1", "ip_adapter.1.to_k_ip.weight:320,768", "image_proj.proj.weight:3072,1024")]
    [InlineData("sdxl", "clip_g:4,1280", "clip_l:4,768")]
    [InlineData("z-image", "control_layers.0.attention.to_k.weight:3840,3840", "control_layers.0.attention.to_q.weight:3840,3840")]
    public void Content_that_is_not_a_LoRA_has_a_family(string family, string first, string second) => Assert.Equal(family, Identify([Parse(first), Parse(second)]).Family.Id);

    private static (string Name, long[] Shape) Tensor(string ending) => Parse($"{Module}.{ending}");

    private static (string Name, long[] Shape) Parse(string text)
    {
        var parts = text.Split(':');
        return (parts[0], [.. parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)]);
    }
}
