using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// Transformers with <c>transformer_blocks.N.attn1</c> that differ by width, number of blocks or missing layers: CogVideoX, Mochi, PixArt, Sana, CogView 4 and GLM-Image.
/// </summary>
internal static class SmallTransformerRules
{
    private static readonly string[] First = ["^transformer_blocks_#_attn1"];

    private static readonly string[] Plain = [.. First, "^transformer_blocks_#_attn2", "^transformer_blocks_#_ff_net"];

    private static readonly string[] Added = ["^transformer_blocks_#_attn1_add_q_proj", "^transformer_blocks_#_attn1_add_k_proj", "^transformer_blocks_#_attn1_add_v_proj"];

    private static readonly string[] MochiOwn = ["^blocks_#_attn_qkv_x", "^blocks_#_attn_qkv_y", "^blocks_#_mlp_x", "^blocks_#_mlp_y"];

    private static readonly string[] SanaOwn = ["^transformer_blocks_#_ff_conv_inverted", "^transformer_blocks_#_ff_conv_depth", "^transformer_blocks_#_ff_conv_point"];

    private static readonly string[] OriginalPixArt = ["^blocks_#_cross_attn_kv_linear", "^blocks_#_cross_attn_q_linear"];

    private static readonly string[] GlmOwn = ["^glyph_projector", "^prior_projector", "^image_projector_proj", "^prior_token_embedding"];

    private static readonly string[] CogView4Own = ["^patch_embed_text_proj"];

    private static readonly string[] Outer = ["^proj_in", "^proj_out", "^norm_out", "^adaln_single", "^caption_projection", "^pos_embed", "^patch_embed", "^time_embedding", "^time_embed", "^time_condition_embed", "^scale_shift_table"];

    private static readonly string[] Other = ["^single_transformer_blocks_#", "^transformer_blocks_#_attn", "^transformer_blocks_#_ff_context"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.CogVideoX,
            Name = "CogVideoX",
            Layouts = [CogVideo(1920, 30), CogVideo(3072, 42)],
            Names = [new("cogvideo*"), new("cogvideox2b*"), new("cogvideox5b*"), new("cogvideox15*"), new("cogvideox155b*")],
        },
        new()
        {
            Id = LoraFamilies.Mochi,
            Name = "Mochi 1",
            Layouts =
            [
                new() { Marks = Added, Proofs = Added, Widths = [.. Widths(3072), In("^transformer_blocks_#_attn1_add_q_proj$", 1536), In("^transformer_blocks_#_attn1_add_k_proj$", 1536), In("^transformer_blocks_#_attn1_add_v_proj$", 1536)], Known = [.. Outer, "^transformer_blocks_#_attn1_to_add_out", "^transformer_blocks_#_ff_context", "^transformer_blocks_#_norm1"], Blocks = MochiBlocks },
                new() { Marks = MochiOwn, Proofs = MochiOwn, Widths = [In("^blocks_#_attn_qkv_x$", 3072), In("^blocks_#_attn_qkv_y$", 1536)], Known = ["^blocks_#_attn_proj_x", "^blocks_#_attn_proj_y", "^blocks_#_mod_x", "^blocks_#_mod_y"], Depth = [new("^blocks_#", 0, 0, 47)] },
                new() { Marks = First, Never = ["^transformer_blocks_#_attn2"], Widths = Widths(3072), Known = Outer, NeedsWidth = true, Blocks = MochiBlocks, NeedsBlocks = [new("^transformer_blocks_#", 0, 42, 47)] },
                new() { Marks = First, Never = ["^transformer_blocks_#_attn2"], Widths = Widths(3072), Known = Outer, Depth = MochiBlocks, NeedsWidth = true, NeedsName = true },
            ],
            Names = [new("mochi*"), new("mochi1*"), new("genmomochi*")],
        },
        new()
        {
            Id = LoraFamilies.PixArt,
            Name = "PixArt",
            Layouts =
            [
                new() { Marks = Plain, Never = [.. Other, .. SanaOwn], Widths = Widths(1152), Known = Outer, NeedsWidth = true, Blocks = [new("^transformer_blocks_#", 0, 0, 27)] },
                new()
                {
                    Marks = OriginalPixArt,
                    Proofs = OriginalPixArt,
                    Never = ["^blocks_#_ffn", "^blocks_#_adaLN_modulation"],
                    Widths =
                    [
                        .. Layers(1152, 2304, "^blocks_#_cross_attn_kv_linear$"), .. Layers(1152, 1152, "^blocks_#_cross_attn_q_linear$", "^blocks_#_cross_attn_proj$", "^blocks_#_attn_proj$"),
                        .. Layers(1152, 3456, "^blocks_#_attn_qkv$"), .. Layers(1152, 4608, "^blocks_#_mlp_fc1$"), .. Layers(4608, 1152, "^blocks_#_mlp_fc2$"),
                    ],
                    Depth = [new("^blocks_#", 0, 0, 27)],
                    Known = ["^x_embedder", "^t_embedder", "^t_block", "^y_embedder", "^final_layer"],
                },
            ],
            Names = [new("pixart"), new("pixartxl2**", "alpha"), new("pixart600m**", "sigma"), new("pixart900m**", "sigma"), new("pixartsigma**", "sigma"), new("pixarta", "alpha"), new("pixartalpha**", "alpha"), new("pixarte", "sigma"), new("pixartdelta*", "alpha")],
        },
        new()
        {
            // The smallest one has the width of PixArt.
            Id = LoraFamilies.Sana,
            Name = "Sana",
            Layouts =
            [
                .. from size in (Size[])[new(2240, 20), new(2240, 60), new(1152, 28)]
                   select new TensorLayout { Marks = SanaOwn, Proofs = SanaOwn, Widths = Widths(size.Width), Known = Outer, Depth = [new("^transformer_blocks_#", 0, 0, size.Blocks - 1)] },
                new() { Marks = Plain, Never = [.. Other, "^transformer_blocks_#_ff_net"], Widths = Widths(2240), Known = Outer, NeedsWidth = true, IsShared = true, Depth = [new("^transformer_blocks_#", 0, 0, 19)] },
                new() { Marks = Plain, Never = [.. Other, "^transformer_blocks_#_ff_net"], Widths = Widths(1152), Known = Outer, NeedsWidth = true, NeedsName = true, Depth = [new("^transformer_blocks_#", 0, 0, 27)] },
            ],
            Names = [new("sana*"), new("sana600m**"), new("sana1600m**"), new("sana4800m**"), new("sana15**"), new("sana10**"), new("sanasana10**"), new("sanasana15**"), new("sanavideo2b*", "video"), new("nvidiasana*"), new("sanavideo*", "video")],
        },
        CogView(LoraFamilies.GlmImage, "GLM-Image", GlmOwn, In("^glyph_projector_net_#_proj$", 1472), 30, [new("glmimage*")]),
        CogView(LoraFamilies.CogView4, "CogView 4", CogView4Own, In("^patch_embed_text_proj$", 4096), 28, [new("cogview4*"), new("cogview46b*")]),
    ];

    private static TensorLayout CogVideo(long width, int blocks) => new()
    {
        Marks = [.. First, "^transformer_blocks_#_ff_net"],
        Never = ["^transformer_blocks_#_attn2", "^transformer_blocks_#_audio_attn1", .. Other, .. Added],
        Widths = [.. Widths(width), In("^transformer_blocks_#_norm1_linear$", 512), In("^transformer_blocks_#_norm2_linear$", 512)],
        NeedsWidth = true,
        Blocks = [new("^transformer_blocks_#", 0, 0, blocks - 1)],
        Known = Outer,
    };

    // Attention alone has the names and the width of LTX-Video 13B, which has more blocks.
    private static FamilyRule CogView(string id, string name, string[] own, LayerWidth text, int blocks, IReadOnlyList<NameHint> names) => new()
    {
        Id = id,
        Name = name,
        Names = names,
        Layouts =
        [
            new() { Marks = own, Proofs = own, Widths = [.. CogViewWidths, text], Blocks = [new("^transformer_blocks_#", 0, 0, blocks - 1)], Known = Outer },
            new()
            {
                Marks = [.. First, "^transformer_blocks_#_ff_net"],
                Never = ["^transformer_blocks_#_attn2", "^transformer_blocks_#_audio_attn1", .. Other, .. Added],
                Widths = CogViewWidths,
                Blocks = [new("^transformer_blocks_#", 0, 0, blocks - 1)],
                Known = Outer,
                NeedsWidth = true,
                NeedsDepth = true,
                IsShared = true,
            },
            new()
            {
                Marks = ["^transformer_blocks_#_norm1_linear"],
                Never = ["^transformer_blocks_#_attn2", .. Other],
                Widths = CogViewWidths,
                Blocks = [new("^transformer_blocks_#", 0, 0, blocks - 1)],
                Known = Outer,
                NeedsWidth = true,
                IsShared = true,
            },
        ],
    };

    private static LayerWidth[] CogViewWidths =>
    [
        .. Layers(4096, 4096, "^transformer_blocks_#_attn1_to_q$", "^transformer_blocks_#_attn1_to_k$", "^transformer_blocks_#_attn1_to_v$", "^transformer_blocks_#_attn1_to_out_0$"),
        .. Layers(4096, 16384, "^transformer_blocks_#_ff_net_#_proj$"), .. Layers(16384, 4096, "^transformer_blocks_#_ff_net_2$"), .. Layers(512, 49152, "^transformer_blocks_#_norm1_linear$"),
    ];

    private sealed record Size(long Width, int Blocks);

    private static BlockRange[] MochiBlocks => [new("^transformer_blocks_#", 0, 0, 47)];

    private static LayerWidth[] Widths(params long[] widths) =>
    [
        In("^transformer_blocks_#_attn1_to_q$", widths), In("^transformer_blocks_#_attn1_to_k$", widths), In("^transformer_blocks_#_attn1_to_v$", widths), In("^transformer_blocks_#_attn1_to_out_0$", widths),
        In("^transformer_blocks_#_attn2_to_q$", widths), In("^transformer_blocks_#_attn2_to_k$", widths), In("^transformer_blocks_#_attn2_to_v$", widths), In("^transformer_blocks_#_attn2_to_out_0$", widths),
        In("^transformer_blocks_#_ff_net_#_proj$", widths), Out("^transformer_blocks_#_attn1_to_q$", widths), Out("^transformer_blocks_#_ff_net_2$", widths),
    ];
}
