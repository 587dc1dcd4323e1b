using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>AuraFlow, which Pony V7 is made from: 4 joint and 32 single blocks of width 3072.</summary>
internal static class AuraFlowRules
{
    private static readonly string[] Own =
        ["^joint_transformer_blocks_#", "^double_layers_#", "^single_layers_#", "^single_transformer_blocks_#_ff_linear_1", "^single_transformer_blocks_#_ff_linear_2"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.AuraFlow,
            Name = "AuraFlow",
            Layouts =
            [
                new() { Marks = Own, Proofs = Own, Widths = Widths, Depth = Blocks, Known = Outer },
                new() { Marks = ["^single_transformer_blocks_#_attn"], Never = ["^transformer_blocks_#", "^single_transformer_blocks_#_proj_out", "^single_transformer_blocks_#_proj_mlp"], Widths = [In("^single_transformer_blocks_#_attn_to_q$", 3072)], Depth = Blocks, Known = Outer, IsShared = true, NeedsName = true },
            ],
            Names = [new("auraflow*"), new("ponyv7*", "pony-v7"), new("pony7*", "pony-v7")],
            Words = [new("ponyv7", "pony-v7")],
        },
    ];

    private static string[] Outer => ["^context_embedder", "^time_step_proj", "^pos_embed", "^norm_out", "^proj_out", "^joint_transformer_blocks_#", "^single_transformer_blocks_#", "^double_layers_#", "^single_layers_#"];

    private static BlockRange[] Blocks => [new("^joint_transformer_blocks_#", 0, 0, 3), new("^double_layers_#", 0, 0, 3), new("^single_transformer_blocks_#", 0, 0, 31), new("^single_layers_#", 0, 0, 31)];

    private static LayerWidth[] Widths =>
        [.. Layers(3072, 3072, "^joint_transformer_blocks_#_attn_to_q$", "^single_transformer_blocks_#_attn_to_q$", "^single_layers_#_attn_w1q$", "^double_layers_#_attn_w1q$")];
}
