using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// Models with the blocks of FLUX.1 in another number, or with another text encoder: Bria FIBO (8 double and 38 single blocks), LongCat-Image (10 and 20) and Ovis-Image
/// (6 and 27). Attention alone differs from FLUX.1 only by the number of blocks.
/// </summary>
internal static class FluxRelativeRules
{
    /// <summary>Gets the layers that only Ovis-Image has.</summary>
    public static readonly string[] OvisOwn =
    [
        "^double_blocks_#_img_mlp_gate_proj", "^double_blocks_#_img_mlp_up_proj", "^double_blocks_#_img_mlp_down_proj", "^double_blocks_#_txt_mlp_gate_proj", "^double_blocks_#_txt_mlp_up_proj",
        "^double_blocks_#_txt_mlp_down_proj", "^semantic_txt_in",
    ];

    private static readonly string[] FiboOwn = ["^caption_projection_#_linear"];

    private static readonly string[] Outer = ["^img_in", "^time_in", "^x_embedder", "^time_embed", "^timestep_embedder", "^final_layer", "^norm_out_linear", "^proj_out"];

    private static readonly string[] Never = ["^transformer_blocks_#_attn1", "^transformer_blocks_#_img_mlp", "^transformer_blocks_#_ff_linear_in", "^vector_in", "^guidance_in", "^time_text_embed", "^distilled_guidance_layer", "^te1"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Fibo,
            Name = "Bria FIBO",
            Layouts =
            [
                new() { Marks = FiboOwn, Proofs = FiboOwn, Widths = [.. Layers(2048, 1536, "^caption_projection_#_linear$"), .. FluxRules.BlockWidths, .. Layers(4096, 3072, "^context_embedder$")], Blocks = Blocks(8, 38), Known = Outer },
                Complete(8, 38, FluxRules.BlockWidths, FiboOwn),
            ],
            Names = [new("fibo*"), new("briafibo*"), new("bria40*")],
        },
        new()
        {
            Id = LoraFamilies.LongCatImage,
            Name = "LongCat-Image",
            Layouts =
            [
                Text("^txt_in$", "^double_blocks_#", 3584, FluxRules.BlockWidths, 10, 20), Text("^context_embedder$", "^single_transformer_blocks_#", 3584, FluxRules.BlockWidths, 10, 20),
                Text("^context_embedder$", "^transformer_blocks_#_attn", 3584, FluxRules.BlockWidths, 10, 20), Complete(10, 20, FluxRules.BlockWidths, []),
            ],
            Names = [new("longcatimage*"), new("longcatimageedit*", "edit")],
        },
        new()
        {
            Id = LoraFamilies.OvisImage,
            Name = "Ovis-Image",
            Layouts =
            [
                new() { Marks = OvisOwn, Proofs = OvisOwn, Widths = OvisWidths, Blocks = Blocks(6, 27), Known = [.. Outer, "^txt_in", "^double_blocks_#_img_mod_lin", "^double_blocks_#_txt_mod_lin"] },
                new()
                {
                    Marks = ["^transformer_blocks_#_ff_net", "^transformer_blocks_#_ff_context_net", "^single_transformer_blocks_#_proj_mlp", "^single_blocks_#_linear1"],
                    Never = Never,
                    Widths =
                    [
                        Out("^transformer_blocks_#_ff_net_#_proj$", 24576), Out("^transformer_blocks_#_ff_context_net_#_proj$", 24576), Out("^single_transformer_blocks_#_proj_mlp$", 24576), Out("^single_blocks_#_linear1$", 33792),
                    ],
                    Blocks = Blocks(6, 27),
                    Known = [.. OvisWidths.Select(static width => width.Pattern), .. Outer, "^transformer_blocks_#_norm1_linear", "^transformer_blocks_#_norm1_context_linear", "^single_transformer_blocks_#_norm_linear"],
                    NeedsWidth = true,
                },
                Text("^context_embedder$", "^single_transformer_blocks_#", 2048, OvisWidths, 6, 27), Complete(6, 27, OvisWidths, []),
            ],
            Names = [new("ovis"), new("ovisimage*"), new("ovisimage7b*")],
        },
    ];

    private static LayerWidth[] OvisWidths =>
    [
        .. Layers(3072, 12288, "^double_blocks_#_img_mlp_gate_proj$", "^double_blocks_#_img_mlp_up_proj$", "^double_blocks_#_txt_mlp_gate_proj$", "^double_blocks_#_txt_mlp_up_proj$"),
        .. Layers(12288, 3072, "^double_blocks_#_img_mlp_down_proj$", "^double_blocks_#_txt_mlp_down_proj$", "^transformer_blocks_#_ff_net_2$", "^transformer_blocks_#_ff_context_net_2$"),
        .. Layers(3072, 24576, "^transformer_blocks_#_ff_net_#_proj$", "^transformer_blocks_#_ff_context_net_#_proj$", "^single_transformer_blocks_#_proj_mlp$"),
        .. Layers(3072, 33792, "^single_blocks_#_linear1$"), .. Layers(15360, 3072, "^single_blocks_#_linear2$", "^single_transformer_blocks_#_proj_out$"),
        .. Layers(3072, 9216, "^double_blocks_#_img_attn_qkv$", "^double_blocks_#_txt_attn_qkv$"), .. Layers(3072, 3072, "^double_blocks_#_img_attn_proj$", "^double_blocks_#_txt_attn_proj$"),
        .. Layers(2048, 3072, "^context_embedder$", "^semantic_txt_in$"), .. FluxRules.AttentionWidths,
    ];

    // The input of the text is narrower than that of FLUX.1.
    private static TensorLayout Text(string layer, string block, long width, LayerWidth[] blocks, int doubles, int singles) => new()
    {
        Marks = [layer],
        Needs = [block],
        Never = [.. Never, .. OvisOwn],
        Widths = Layers(width, 3072, layer),
        Depth = Blocks(doubles, singles),
        Known = [.. blocks.Select(static known => known.Pattern), .. Outer],
        NeedsWidth = true,
    };

    // Nothing but the number of blocks.
    private static TensorLayout Complete(int doubles, int singles, LayerWidth[] widths, IReadOnlyList<string> known) => new()
    {
        Marks = ["^transformer_blocks_#_attn", "^double_blocks_#"],
        Needs = [],
        Never = [.. Never, "^joint_transformer_blocks_#", "^transformer_blocks_#_ff_linear_in", "^double_stream_modulation_img", .. HunyuanRules.Own],
        Widths = widths,
        Blocks = Blocks(doubles, singles),
        Known = [.. Outer, .. known],
        NeedsBlocks = [new("^single_transformer_blocks_#", 0, singles - 1, singles - 1), new("^single_blocks_#", 0, singles - 1, singles - 1)],
        NeedsDepth = true,
        NeedsWidth = true,
        IsShared = true,
    };

    private static BlockRange[] Blocks(int doubles, int singles) =>
    [
        new("^double_blocks_#", 0, 0, doubles - 1), new("^single_blocks_#", 0, 0, singles - 1), new("^transformer_blocks_#", 0, 0, doubles - 1), new("^single_transformer_blocks_#", 0, 0, singles - 1),
    ];
}
