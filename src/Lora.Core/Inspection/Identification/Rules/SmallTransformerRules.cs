using static Lora.Inspection.LoraLayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>Transformers with <c>transformer_blocks.N.attn1</c> that their width, or what they lack, tells apart: CogVideoX, Mochi, PixArt; and MiniMax H3.</summary>
internal static class SmallTransformerRules
{
    private static readonly string[] First = ["^transformer_blocks_#_attn1"];

    private static readonly string[] Added = ["^transformer_blocks_#_attn1_add_q_proj", "^transformer_blocks_#_attn1_add_k_proj", "^transformer_blocks_#_attn1_add_v_proj"];

    private static readonly string[] MiniMax = ["^blocks_#_attn_qkv_proj", "^blocks_#_attn_out_proj", "^blocks_#_adaln_proj"];

    public static IReadOnlyList<LoraFamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.CogVideoX,
            Name = "CogVideoX",
            Layouts =
            [
                new()
                {
                    Marks = First,
                    Never = ["^transformer_blocks_#_attn2", "^single_transformer_blocks_#", "^transformer_blocks_#_audio_attn1", .. Added],
                    Widths = [In("^transformer_blocks_#_attn1_to_q$", 1920, 3072), In("^transformer_blocks_#_attn1_to_k$", 1920, 3072), In("^transformer_blocks_#_attn1_to_v$", 1920, 3072), In("^transformer_blocks_#_attn1_to_out_0$", 1920, 3072)],
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
                new() { Marks = ["^blocks_#_attn_qkv_x", "^blocks_#_attn_qkv_y"], Proofs = ["^blocks_#_attn_qkv_x", "^blocks_#_attn_qkv_y"] },
                new() { Marks = First, Never = ["^transformer_blocks_#_attn2"], Widths = [In("^transformer_blocks_#_attn1_to_q$", 3072)], NeedsWidth = true, NeedsBlocks = [new("^transformer_blocks_#", 0, 42, 47)] },
            ],
            Names = [new("mochi*")],
        },
        new()
        {
            Id = LoraFamilies.PixArt,
            Name = "PixArt",
            Layouts =
            [
                new()
                {
                    Marks = [.. First, "^transformer_blocks_#_attn2"],
                    Never = ["^single_transformer_blocks_#"],
                    Widths = [In("^transformer_blocks_#_attn1_to_q$", 1152), In("^transformer_blocks_#_attn1_to_k$", 1152), In("^transformer_blocks_#_attn1_to_v$", 1152), In("^transformer_blocks_#_attn2_to_q$", 1152)],
                    NeedsWidth = true,
                    Blocks = [new("^transformer_blocks_#", 0, 0, 27)],
                },
                new() { Marks = ["^blocks_#_cross_attn_kv_linear", "^blocks_#_cross_attn_q_linear"], Proofs = ["^blocks_#_cross_attn_kv_linear", "^blocks_#_cross_attn_q_linear"] },
            ],
            Names = [new("pixart*"), new("pixartsigma*", "sigma"), new("pixarta*", "alpha"), new("pixarte*", "sigma")],
        },
        new()
        {
            Id = LoraFamilies.MiniMaxH3,
            Name = "MiniMax H3",
            Layouts = [new() { Marks = [.. MiniMax, "^token_refiner"], Proofs = MiniMax, Widths = [In("^blocks_#_attn_qkv_proj$", 5376), In("^blocks_#_mlp_fc1$", 5376)] }],
            Names = [new("minimax*")],
        },
    ];
}
