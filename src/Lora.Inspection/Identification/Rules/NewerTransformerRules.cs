using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>Transformers with layer names of their own: F-Lite, LongCat-Video, Nucleus-Image, Boogu-Image, PRX, Lens, ERNIE-Image, Cosmos 1 and 3, Hunyuan-DiT, JoyImage, i1, ACE-Step and OmniGen.</summary>
internal static class NewerTransformerRules
{
    private static readonly string[] Attention = ["^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^transformer_blocks_#_attn_add_k_proj$", "^transformer_blocks_#_attn_add_v_proj$"];

    private static readonly string[] NucleusOwn = ["^transformer_blocks_#_encoder_proj", "^transformer_blocks_#_img_mlp_shared_expert", "^transformer_blocks_#_img_mlp_gate$", "^transformer_blocks_#_img_mlp_experts"];

    private static readonly string[] NucleusNever =
    [
        "^transformer_blocks_#_attn_add_q_proj", "^transformer_blocks_#_attn_to_add_out", "^transformer_blocks_#_ff", "^transformer_blocks_#_norm1_linear", "^single_transformer_blocks_#", "^joint_transformer_blocks_#",
        "^transformer_blocks_#_txt_mod", "^transformer_blocks_#_txt_mlp",
    ];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        Family(
            LoraFamilies.FLite, "F-Lite", [new("flite*"), new("flite7b*"), new("flite10b*")], ["^blocks_#_cross_attn_context_kv", "^blocks_#_self_attn_qkv", "^blocks_#_self_attn_proj"],
            [
                .. Layers(3072, 9216, "^blocks_#_self_attn_qkv$"), .. Layers(3072, 3072, "^blocks_#_self_attn_proj$", "^blocks_#_cross_attn_q$", "^blocks_#_cross_attn_proj$"), .. Layers(4096, 6144, "^blocks_#_cross_attn_context_kv$"),
                .. Layers(3072, 12288, "^blocks_#_mlp_0$"), .. Layers(12288, 3072, "^blocks_#_mlp_2$"), .. Layers(3072, 27648, "^blocks_#_adaLN_modulation_1$"),
            ],
            ["^time_embed", "^final_modulation_#$", "^final_proj", "^patch_embed"], new BlockRange("^blocks_#", 0, 0, 39)),
        Family(
            LoraFamilies.LongCatVideo, "LongCat-Video", [new("longcatvideo*"), new("longcat")], ["^blocks_#_cross_attn_kv_linear", "^blocks_#_cross_attn_q_linear", "^blocks_#_ffn_w1", "^blocks_#_ffn_w2", "^blocks_#_ffn_w3"],
            [
                .. Layers(4096, 8192, "^blocks_#_cross_attn_kv_linear$"), .. Layers(4096, 4096, "^blocks_#_cross_attn_q_linear$", "^blocks_#_cross_attn_proj$", "^blocks_#_attn_proj$"), .. Layers(4096, 12288, "^blocks_#_attn_qkv$"),
                .. Layers(4096, 11008, "^blocks_#_ffn_w1$", "^blocks_#_ffn_w3$"), .. Layers(11008, 4096, "^blocks_#_ffn_w2$"), .. Layers(512, 24576, "^blocks_#_adaLN_modulation_1$"),
            ],
            ["^x_embedder", "^t_embedder", "^y_embedder", "^final_layer"], new BlockRange("^blocks_#", 0, 0, 47)),
        new()
        {
            Id = LoraFamilies.Nucleus,
            Name = "Nucleus-Image",
            Layouts =
            [
                new() { Marks = NucleusOwn, Proofs = NucleusOwn, Widths = NucleusWidths, Known = ["^img_in", "^time_text_embed", "^norm_out", "^proj_out", "^transformer_blocks_#_img_mlp"] },
                new() { Marks = ["^transformer_blocks_#_attn_to_q", "^transformer_blocks_#_attn_to_out_0"], Needs = ["^transformer_blocks_#_attn_add_k_proj"], Never = NucleusNever, Widths = NucleusWidths, NeedsWidth = true, IsShared = true },
            ],
            Names = [new("nucleus*")],
        },
        Family(
            LoraFamilies.Boogu, "Boogu-Image", [new("boogu*"), new("booguimage01*"), new("booguimagev01*"), new("booguimagev01edit*", "edit"), new("booguimageedit*", "edit"), new("booguimageedit01*", "edit")], ["^double_stream_layers_#"],
            [In("^single_stream_layers_#_attn_to_q$", 3360, 2520)],
            [
                .. from layer in (string[])["img_instruct_attn", "img_self_attn", "img_feed_forward", "instruct_feed_forward", "img_norm1", "img_norm2", "img_norm3", "instruct_norm1", "instruct_norm2"] select $"^double_stream_layers_#_{layer}",
                .. from block in (string[])["single_stream_layers_#", "noise_refiner_#", "ref_image_refiner_#", "context_refiner_#"] from layer in (string[])["attn", "feed_forward", "norm1"] select $"^{block}_{layer}",
            ],
            Depth("^double_stream_layers_#", 8), Depth("^single_stream_layers_#", 32)),
        Family(
            LoraFamilies.Prx, "PRX", [new("prx*")], ["^blocks_#_attention_img_qkv_proj", "^blocks_#_attention_txt_kv_proj"],
            [], ["^blocks_#_attention_to_out", "^blocks_#_gate_proj", "^blocks_#_up_proj", "^blocks_#_down_proj", "^blocks_#_modulation_lin", "^img_in", "^txt_in", "^time_in", "^final_layer"]),
        Family(
            LoraFamilies.Lens, "Lens", [new("lens")], ["^transformer_blocks_#_attn_img_qkv", "^transformer_blocks_#_attn_txt_qkv"],
            [], ["^transformer_blocks_#_attn_to_out_0", "^transformer_blocks_#_attn_to_add_out", "^transformer_blocks_#_img_mlp", "^transformer_blocks_#_txt_mlp", "^transformer_blocks_#_img_mod_1", "^transformer_blocks_#_txt_mod_1", "^img_in", "^txt_in"]),
        Family(
            LoraFamilies.Ernie, "ERNIE-Image", [new("ernie*")],
            ["^layers_#_mlp_linear_fc2", "^layers_#_self_attention_to_q", "^layers_#_self_attention_to_k", "^layers_#_self_attention_to_v", "^layers_#_self_attention_to_out_0"],
            [.. Layers(4096, 4096, "^layers_#_self_attention_to_q$", "^layers_#_self_attention_to_k$", "^layers_#_self_attention_to_v$", "^layers_#_self_attention_to_out_0$")],
            ["^layers_#_mlp_gate_proj$", "^layers_#_mlp_up_proj$", "^adaLN_modulation_#$", "^x_embedder", "^text_proj", "^time_embedding", "^final_norm", "^final_linear"], Depth("^layers_#", 36)),
        Family(
            LoraFamilies.Cosmos1, "Cosmos 1", [new("cosmos10**"), new("cosmos1")], ["blocks_#_block_attn_to_q_0", "blocks_#_block_attn_to_k_0", "blocks_#_block_attn_to_v_0", "blocks_#_block_attn_to_out_0"],
            [.. from layer in (string[])["to_q_0", "to_k_0", "to_v_0", "to_out_0"] select In($"blocks_#_block_attn_{layer}$", 4096, 5120, 1024)], ["blocks_#_block", "blocks_#_adaLN_modulation"]),
        Family(
            LoraFamilies.Cosmos3, "Cosmos 3", [new("cosmos3*")], ["^layers_#_self_attn_add_q_proj", "^layers_#_self_attn_add_k_proj", "^layers_#_self_attn_add_v_proj", "^layers_#_self_attn_to_add_out", "^layers_#_mlp_moe_gen"],
            [In("^layers_#_self_attn_add_q_proj$", 4096), In("^layers_#_self_attn_add_k_proj$", 4096), In("^layers_#_self_attn_add_v_proj$", 4096)], ["^layers_#_self_attn", "^layers_#_mlp"], Depth("^layers_#", 36)),
        Family(
            LoraFamilies.JoyImage, "JoyImage", [new("joyimage*")], ["^double_blocks_#_attn_img_attn_qkv", "^double_blocks_#_attn_txt_attn_qkv", "^double_blocks_#_attn_img_attn_proj", "^double_blocks_#_attn_txt_attn_proj"],
            [.. Layers(3072, 9216, "^double_blocks_#_attn_img_attn_qkv$", "^double_blocks_#_attn_txt_attn_qkv$"), .. Layers(3072, 3072, "^double_blocks_#_attn_img_attn_proj$", "^double_blocks_#_attn_txt_attn_proj$")],
            ["^double_blocks_#_img_mlp", "^double_blocks_#_txt_mlp", "^condition_embedder"], new BlockRange("^double_blocks_#", 0, 0, 19)),
        Family(
            LoraFamilies.ZlabI1, "zlab i1", [new("zlab*"), new("zlabi1*"), new("zlabi13b*")], ["attn_qkv_image", "attn_qkv_text", "attn_proj_image", "attn_proj_text"],
            [In("attn_qkv_image$", 2016), In("attn_qkv_text$", 2016), In("attn_proj_image$", 2016), In("attn_proj_text$", 2016)],
            [
                .. from block in (string[])["in_blocks_#", "mid_block", "out_blocks_#"]
                   from layer in (string[])["mlp_image_w12", "mlp_image_w3", "mlp_text_w12", "mlp_text_w3", "mlp_image_fc1", "mlp_image_fc2", "mlp_text_fc1", "mlp_text_fc2", "skip_linear_image", "skip_linear_text"]
                   select $"^{block}_{layer}$",
            ],
            Depth("^in_blocks_#", 14), Depth("^out_blocks_#", 14)),
        new()
        {
            Id = LoraFamilies.HunyuanDit,
            Name = "Hunyuan-DiT",
            Layouts =
            [
                new()
                {
                    Marks = ["^blocks_#_attn1", "^blocks_#_attn2", "^blocks_#_skip_linear", "^blocks_#_mlp_fc1"],
                    Never = ["^blocks_#_ffn"],
                    Widths = [In("^blocks_#_attn1_to_q$", 1408), In("^blocks_#_attn1_Wqkv$", 1408), In("^blocks_#_attn2_q_proj$", 1408), In("^blocks_#_attn2_to_q$", 1408), In("^blocks_#_mlp_fc1$", 1408), In("^blocks_#_attn1_out_proj$", 1408)],
                    Known = ["^blocks_#_attn1", "^blocks_#_attn2", "^blocks_#_skip_linear", "^blocks_#_mlp", "^blocks_#_ff", "^blocks_#_norm1", "^blocks_#_default_modulation"],
                    Depth = [new("^blocks_#", 0, 0, 39)],
                    NeedsWidth = true,
                },
            ],
            Names = [new("hunyuandit*"), new("hunyuanditv1**"), new("hunyuan1"), new("hydit*")],
        },
        Family(
            LoraFamilies.AceStep, "ACE-Step", [new("acestep*"), new("acestep15*"), new("acestepv1**"), new("aceaudio")], ["^layers_#_cross_attn_to_q", "^layers_#_cross_attn_q_proj", "^decoder_layers_#_cross_attn_q_proj"],
            [], ["^layers_#_self_attn", "^layers_#_cross_attn", "^layers_#_mlp", "^decoder_layers_#_self_attn", "^decoder_layers_#_cross_attn", "^decoder_layers_#_mlp"]),
        new()
        {
            // The language model that it was made from has the same layers.
            Id = LoraFamilies.OmniGen,
            Name = "OmniGen",
            Layouts = [Language("layers_#"), Language("llm_layers_#")],
            Names = [new("omnigen"), new("omnigen1*"), new("omnigenv1*")],
        },
    ];

    private static TensorLayout Language(string block) => new()
    {
        Marks = [$"^{block}_mlp_gate_up_proj", $"^{block}_self_attn_qkv_proj", $"^{block}_self_attn_to_q"],
        Never = ["^layers_#_cross_attn_to_q", "^layers_#_self_attn_add_q_proj"],
        Widths =
        [
            .. Layers(3072, 3072, $"^{block}_self_attn_to_q$", $"^{block}_self_attn_to_k$", $"^{block}_self_attn_to_v$", $"^{block}_self_attn_to_out_0$", $"^{block}_self_attn_o_proj$"),
            .. Layers(3072, 9216, $"^{block}_self_attn_qkv_proj$"), .. Layers(3072, 16384, $"^{block}_mlp_gate_up_proj$"), .. Layers(8192, 3072, $"^{block}_mlp_down_proj$"),
        ],
        Depth = [Depth($"^{block}", 32)],
        Known = ["^patch_embedding", "^time_token", "^t_embedder", "^norm_out", "^proj_out", "^final_layer", "^x_embedder", "^input_x_embedder"],
        NeedsWidth = true,
        IsShared = true,
    };

    private static LayerWidth[] NucleusWidths =>
    [
        .. Attention.Select(static layer => In(layer, layer.Contains("add_", StringComparison.Ordinal) ? [2048, 3584] : [2048])), In("^transformer_blocks_#_attn_to_out_0$", 2048), .. Layers(2048, 8192, "^transformer_blocks_#_img_mod_1$"),
        .. Layers(2048, 10752, "^transformer_blocks_#_img_mlp_net_#_proj$"), .. Layers(5376, 2048, "^transformer_blocks_#_img_mlp_net_2$"), .. Layers(2048, 2688, "^transformer_blocks_#_img_mlp_shared_expert_net_#_proj$"),
        Out("^transformer_blocks_#_encoder_proj$", 2048),
    ];

    private static BlockRange Depth(string block, int count) => new(block, 0, 0, count - 1);

    // Names that no other family has.
    private static FamilyRule Family(string id, string name, IReadOnlyList<NameHint> names, string[] own, LayerWidth[] widths, string[] others, params BlockRange[] blocks) => new()
    {
        Id = id,
        Name = name,
        Names = names,
        Layouts = [new() { Marks = own, Proofs = own, Widths = widths, Known = others, Blocks = blocks }],
    };
}
