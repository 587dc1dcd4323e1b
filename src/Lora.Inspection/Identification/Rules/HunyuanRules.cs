using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// HunyuanVideo has the blocks of FLUX.1, one more double and two more single, with <c>fc1</c> in its MLPs. FramePack is the same model with diffusers names.
/// HunyuanVideo 1.5 and HunyuanImage have other widths; 1.5 has 54 double and no single blocks.
/// </summary>
internal static class HunyuanRules
{
    private static readonly string[] Marks = ["^double_blocks_#", "^single_blocks_#"];

    private static readonly string[] Diffusers = ["^transformer_blocks_#_attn", "^single_transformer_blocks_#"];

    /// <summary>Layers that FLUX has under other names.</summary>
    public static readonly string[] Own =
    [
        "^double_blocks_#_img_mlp_fc1", "^double_blocks_#_txt_mlp_fc1", "^double_blocks_#_img_mlp_fc2", "^double_blocks_#_txt_mlp_fc2", "^double_blocks_#_img_mod_linear",
        "^double_blocks_#_txt_mod_linear", "^single_blocks_#_modulation_linear", "individual_token_refiner",
    ];

    private static readonly string[] FluxOwn =
        ["^double_blocks_#_img_mod_lin", "^double_blocks_#_txt_mod_lin", "^single_blocks_#_modulation_lin", "^double_blocks_#_img_mlp_0", "^double_blocks_#_img_mlp_2", "^double_blocks_#_processor", "^distilled_guidance_layer"];

    private static readonly string[] OtherOwn =
    [
        "^transformer_blocks_#_attn1", "^transformer_blocks_#_img_mlp", "^transformer_blocks_#_img_mod", "^transformer_blocks_#_txt_mlp", "^transformer_blocks_#_txt_mod", "^transformer_blocks_#_ff_linear_in",
        "^single_transformer_blocks_#_attn_to_qkv_mlp_proj", "^single_transformer_blocks_#_ff", "^joint_transformer_blocks_#", "^transformer_blocks_#_attn_to_gate", "^double_stream_modulation_img",
    ];

    private static readonly string[] NewerOwn = ["^cond_type_embedding", "^byt5_in", "^vision_in"];

    private static readonly string[] NewerDiffusersOwn = ["^context_embedder_#_linear_1", "^context_embedder_#_linear_2", "^context_embedder_#_linear_3", "^image_embedder_linear_#$", "^cond_type_embed"];

    private static readonly string[] Outer =
    [
        "^img_in", "^txt_in", "^time_in", "^vector_in", "^guidance_in", "^final_layer", "^x_embedder", "^context_embedder", "^time_text_embed", "^time_embed", "^image_embedder", "^norm_out_linear", "^proj_out",
        "^clean_x_embedder", "^image_projection",
    ];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.HunyuanVideo15,
            Name = "HunyuanVideo 1.5",
            Layouts =
            [
                new() { Marks = [.. Marks, .. NewerOwn, "individual_token_refiner"], Never = ["^single_blocks_#"], Widths = Widths(2048), Blocks = [new("^double_blocks_#", 0, 0, 53)], Known = [.. NewerOwn, .. Outer], NeedsWidth = true },
                new() { Marks = ["^cond_type_embedding", "^vision_in"], Proofs = ["^cond_type_embedding", "^vision_in"], Widths = Widths(2048), Known = [.. NewerOwn, .. Outer] },
                new()
                {
                    Marks = ["^transformer_blocks_#_attn", "^transformer_blocks_#_ff_context", .. NewerDiffusersOwn],
                    Proofs = NewerDiffusersOwn,
                    Never = [.. OtherOwn, "^single_transformer_blocks_#", "^transformer_blocks_#_encoder_proj"],
                    Widths = NewerDiffusers,
                    Blocks = [new("^transformer_blocks_#", 0, 0, 53)],
                    Known = Outer,
                    NeedsWidth = true,
                },
            ],
            Names = [new("hunyuanvideo15*"), new("hv15*"), new("hunyuanvideo*480p*")],
        },
        new()
        {
            Id = LoraFamilies.HunyuanImage,
            Name = "HunyuanImage 2.1",
            Layouts = [new() { Marks = [.. Marks, "individual_token_refiner"], Widths = Widths(3584), Blocks = Blocks, Known = Outer, NeedsWidth = true }],
            Names = [new("hunyuanimage*"), new("hunyuanimage21*")],
        },
        new()
        {
            Id = LoraFamilies.HunyuanVideo,
            Name = "HunyuanVideo",
            AlsoFits = [LoraFamilies.FramePack],
            Layouts =
            [
                new() { Marks = Own, Never = NewerOwn, Widths = Widths(3072), Blocks = Blocks, Known = Outer },
                new()
                {
                    Marks = Marks,
                    Proofs = ["^double_blocks_#_img_attn_qkv", "^single_blocks_#_linear1"],
                    Never = NewerOwn,
                    Widths = Widths(3072),
                    Blocks = Blocks,
                    Known = Outer,
                    NeedsBlocks = [new("^double_blocks_#", 0, 19, 19), new("^single_blocks_#", 0, 38, 39)],
                },
                new() { Marks = Diffusers, Needs = ["^single_transformer_blocks_#"], Widths = Widths(3072), Blocks = DiffusersBlocks, Known = Outer, IsShared = true, NeedsBlocks = [new("^transformer_blocks_#", 0, 19, 19), new("^single_transformer_blocks_#", 0, 38, 39)] },
                new() { Marks = Marks, Never = FluxOwn, Widths = Widths(3072), Depth = Blocks, Known = Outer, NeedsName = true },
            ],
            Names = [new("hunyuanvideo*"), new("hunyuan"), new("hunyuanvideoi2v*", "i2v")],
        },
        new()
        {
            Id = LoraFamilies.FramePack,
            Name = "FramePack",
            AlsoFits = [LoraFamilies.HunyuanVideo],
            Layouts =
            [
                new() { Marks = Diffusers, Needs = ["^single_transformer_blocks_#"], Widths = Widths(3072), Blocks = DiffusersBlocks, Known = Outer, IsShared = true, NeedsBlocks = [new("^transformer_blocks_#", 0, 19, 19), new("^single_transformer_blocks_#", 0, 38, 39)] },
                new() { Marks = Diffusers, Never = OtherOwn, Widths = Widths(3072), Blocks = DiffusersBlocks, Known = Outer, NeedsName = true },
            ],
            Names = [new("framepack*"), new("framepackf1*")],
        },
    ];

    private static LayerWidth[] NewerDiffusers =>
    [
        .. Layers(2048, 2048, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^transformer_blocks_#_attn_to_out_0$", "^transformer_blocks_#_attn_to_add_out$"),
        .. Layers(2048, 2048, "^transformer_blocks_#_attn_add_q_proj$", "^transformer_blocks_#_attn_add_k_proj$", "^transformer_blocks_#_attn_add_v_proj$"),
        .. Layers(2048, 8192, "^transformer_blocks_#_ff_net_#_proj$", "^transformer_blocks_#_ff_context_net_#_proj$"), .. Layers(8192, 2048, "^transformer_blocks_#_ff_net_2$", "^transformer_blocks_#_ff_context_net_2$"),
        .. Layers(2048, 12288, "^transformer_blocks_#_norm1_linear$", "^transformer_blocks_#_norm1_context_linear$"),
        .. Layers(3584, 2048, "^context_embedder_proj_in$"), .. Layers(1152, 2048, "^image_embedder_linear_#$"), .. Layers(1472, 2048, "^context_embedder_#_linear_1$"),
    ];

    private static BlockRange[] Blocks => [new("^double_blocks_#", 0, 0, 19), new("^single_blocks_#", 0, 0, 39)];

    private static BlockRange[] DiffusersBlocks => [new("^transformer_blocks_#", 0, 0, 19), new("^single_transformer_blocks_#", 0, 0, 39)];

    private static LayerWidth[] Widths(long width) =>
    [
        .. Layers(width, 3 * width, "^double_blocks_#_img_attn_qkv$", "^double_blocks_#_txt_attn_qkv$", "individual_token_refiner_blocks_#_self_attn_qkv$", "^single_blocks_#_modulation_linear$"),
        .. Layers(width, width, "^double_blocks_#_img_attn_q$", "^double_blocks_#_img_attn_k$", "^double_blocks_#_img_attn_v$", "^double_blocks_#_img_attn_proj$", "individual_token_refiner_blocks_#_self_attn_proj$"),
        .. Layers(width, width, "^double_blocks_#_txt_attn_q$", "^double_blocks_#_txt_attn_k$", "^double_blocks_#_txt_attn_v$", "^double_blocks_#_txt_attn_proj$"),
        .. Layers(width, 4 * width, "^double_blocks_#_img_mlp_fc1$", "^double_blocks_#_txt_mlp_fc1$", "^double_blocks_#_img_mlp_0$", "^double_blocks_#_txt_mlp_0$"),
        .. Layers(4 * width, width, "^double_blocks_#_img_mlp_fc2$", "^double_blocks_#_txt_mlp_fc2$", "^double_blocks_#_img_mlp_2$", "^double_blocks_#_txt_mlp_2$"),
        .. Layers(width, 6 * width, "^double_blocks_#_img_mod_linear$", "^double_blocks_#_txt_mod_linear$", "^double_blocks_#_img_mod_lin$", "^double_blocks_#_txt_mod_lin$"),
        .. Layers(width, 7 * width, "^single_blocks_#_linear1$"), .. Layers(5 * width, width, "^single_blocks_#_linear2$", "^single_blocks_#_linear2_fc$"),
        .. Layers(width, width, "^single_blocks_#_linear1_q$", "^single_blocks_#_linear1_k$", "^single_blocks_#_linear1_v$"), .. Layers(width, 4 * width, "^single_blocks_#_linear1_mlp$"),
        .. Layers(width, width, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^single_transformer_blocks_#_attn_to_q$", "^single_transformer_blocks_#_attn_to_k$"),
        .. Layers(width, width, "^transformer_blocks_#_attn_add_q_proj$", "^transformer_blocks_#_attn_add_k_proj$", "^transformer_blocks_#_attn_add_v_proj$", "^transformer_blocks_#_attn_to_out_0$"),
        .. Layers(width, width, "^transformer_blocks_#_attn_to_add_out$", "^single_transformer_blocks_#_attn_to_v$"),
        .. Layers(width, 4 * width, "^transformer_blocks_#_ff_net_#_proj$", "^transformer_blocks_#_ff_context_net_#_proj$", "^single_transformer_blocks_#_proj_mlp$"),
        .. Layers(4 * width, width, "^transformer_blocks_#_ff_net_2$", "^transformer_blocks_#_ff_context_net_2$"), .. Layers(5 * width, width, "^single_transformer_blocks_#_proj_out$"),
        .. Layers(width, 6 * width, "^transformer_blocks_#_norm1_linear$", "^transformer_blocks_#_norm1_context_linear$"), .. Layers(width, 3 * width, "^single_transformer_blocks_#_norm_linear$"),
    ];
}
