using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>MiniMax H3: <c>blocks.N.attn.qkv_proj</c> and <c>mlp.fc1</c>, in diffusers <c>transformer_blocks.N.attn.to_q</c> and <c>ff.net</c>; width 5376, with a total head width of 7168.</summary>
internal static class MiniMaxRules
{
    private static readonly string[] Own = ["^blocks_#_attn_qkv_proj", "^blocks_#_attn_out_proj", "^blocks_#_adaln_proj"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.MiniMaxH3,
            Name = "MiniMax H3",
            Layouts =
            [
                new() { Marks = [.. Own, "^token_refiner"], Proofs = Own, Widths = Widths, Depth = Blocks, Known = Outer },
                new() { Marks = ["^blocks_#_mlp_fc1", "^blocks_#_mlp_fc2"], Widths = Widths, Depth = Blocks, Known = Outer, NeedsWidth = true },
                new() { Marks = ["^transformer_blocks_#_attn", "^transformer_blocks_#_ff_net"], Never = ["^single_transformer_blocks_#"], Widths = Widths, Depth = Blocks, Known = Outer, NeedsWidth = true },
            ],
            Names = [new("minimax"), new("minimaxh3*")],
        },
    ];

    private static string[] Outer => ["^token_refiner", "^blocks_#_adaln_proj", "^time_embed", "^proj_in", "^proj_out", "^final_layer"];

    private static BlockRange[] Blocks => [new("^blocks_#", 0, 0, 49), new("^transformer_blocks_#", 0, 0, 49)];

    private static LayerWidth[] Widths =>
    [
        .. Layers(5376, 21504, "^blocks_#_attn_qkv_proj$"), .. Layers(7168, 5376, "^blocks_#_attn_out_proj$", "^transformer_blocks_#_attn_to_out_0$"),
        .. Layers(5376, 28672, "^blocks_#_mlp_fc1$", "^transformer_blocks_#_ff_net_#_proj$"), .. Layers(14336, 5376, "^blocks_#_mlp_fc2$", "^transformer_blocks_#_ff_net_2$"),
        .. Layers(5376, 7168, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$"),
    ];
}
