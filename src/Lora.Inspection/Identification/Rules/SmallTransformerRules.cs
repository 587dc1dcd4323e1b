using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>Transformers with <c>transformer_blocks.N.attn1</c> that differ by width or missing layers: CogVideoX, Mochi, PixArt and Sana.</summary>
internal static class SmallTransformerRules
{
    private static readonly string[] First = ["^transformer_blocks_#_attn1"];

    private static readonly string[] Plain = [.. First, "^transformer_blocks_#_attn2", "^transformer_blocks_#_ff_net"];

    private static readonly string[] Added = ["^transformer_blocks_#_attn1_add_q_proj", "^transformer_blocks_#_attn1_add_k_proj", "^transformer_blocks_#_attn1_add_v_proj"];

    private static readonly string[] MochiOwn = ["^blocks_#_attn_qkv_x", "^blocks_#_attn_qkv_y", "^blocks_#_mlp_x", "^blocks_#_mlp_y"];

    private static readonly string[] SanaOwn = ["^transformer_blocks_#_ff_conv_inverted", "^transformer_blocks_#_ff_conv_depth", "^transformer_blocks_#_ff_conv_point"];

    private static readonly string[] Other = ["^single_transformer_blocks_#", "^transformer_blocks_#_attn", "^transformer_blocks_#_ff_context"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.CogVideoX,
            Name = "CogVideoX",
            Layouts =
            [
                new()
                {
                    Marks = [.. First, "^transformer_blocks_#_ff_net"],
                    Never = ["^transformer_blocks_#_attn2", "^transformer_blocks_#_audio_attn1", .. Other, .. Added],
                    Widths = Widths(1920, 3072),
                    NeedsWidth = true,
                    Blocks = [new("^transformer_blocks_#", 0, 0, 41)],
                },
            ],
            Names = [new("cogvideo*")],
        },
        new()
        {
            Id = LoraFamilies.Mochi,
            Name = "Mochi 1",
            Layouts =
            [
                new() { Marks = Added, Proofs = Added, Widths = [In("^transformer_blocks_#_attn1_add_q_proj$", 1536), In("^transformer_blocks_#_attn1_add_k_proj$", 1536)] },
                new() { Marks = MochiOwn, Proofs = MochiOwn },
                new() { Marks = First, Never = ["^transformer_blocks_#_attn2"], Widths = Widths(3072), NeedsWidth = true, NeedsBlocks = [new("^transformer_blocks_#", 0, 42, 47)] },
                new() { Marks = First, Never = ["^transformer_blocks_#_attn2"], Widths = Widths(3072), NeedsWidth = true, NeedsName = true },
            ],
            Names = [new("mochi*"), new("genmomochi*")],
        },
        new()
        {
            Id = LoraFamilies.PixArt,
            Name = "PixArt",
            Layouts =
            [
                new() { Marks = Plain, Never = [.. Other, .. SanaOwn], Widths = Widths(1152), NeedsWidth = true, Blocks = [new("^transformer_blocks_#", 0, 0, 27)] },
                new() { Marks = ["^blocks_#_cross_attn_kv_linear", "^blocks_#_cross_attn_q_linear"], Proofs = ["^blocks_#_cross_attn_kv_linear", "^blocks_#_cross_attn_q_linear"] },
            ],
            Names = [new("pixart*"), new("pixartsigma*", "sigma"), new("pixarta*", "alpha"), new("pixarte*", "sigma")],
        },
        new()
        {
            // The smallest one has the width of PixArt.
            Id = LoraFamilies.Sana,
            Name = "Sana",
            Layouts =
            [
                new() { Marks = SanaOwn, Proofs = SanaOwn },
                new() { Marks = Plain, Never = [.. Other, "^transformer_blocks_#_ff_net"], Widths = Widths(2240), NeedsWidth = true },
                new() { Marks = Plain, Never = [.. Other, "^transformer_blocks_#_ff_net"], Widths = Widths(1152), NeedsWidth = true, NeedsName = true },
            ],
            Names = [new("sana*"), new("nvidiasana*")],
        },
    ];

    private static LayerWidth[] Widths(params long[] widths) =>
    [
        In("^transformer_blocks_#_attn1_to_q$", widths), In("^transformer_blocks_#_attn1_to_k$", widths), In("^transformer_blocks_#_attn1_to_v$", widths), In("^transformer_blocks_#_attn1_to_out_0$", widths),
        In("^transformer_blocks_#_attn2_to_q$", widths), In("^transformer_blocks_#_attn2_to_k$", widths), In("^transformer_blocks_#_attn2_to_v$", widths), In("^transformer_blocks_#_attn2_to_out_0$", widths),
        In("^transformer_blocks_#_ff_net_#_proj$", widths), Out("^transformer_blocks_#_attn1_to_q$", widths), Out("^transformer_blocks_#_ff_net_2$", widths),
    ];
}
