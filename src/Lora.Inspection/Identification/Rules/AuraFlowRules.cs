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
            Names = [new("auraflow*"), new("auraflowv0**"), new("ponyv7*", "pony-v7"), new("pony7*", "pony-v7")],
            Words = [new("ponyv7", "pony-v7")],
        },
    ];

    private static string[] Layers =>
    [
        .. from block in (string[])["joint_transformer_blocks_#", "single_transformer_blocks_#"]
           from layer in (string[])["attn_to_q", "attn_to_k", "attn_to_v", "attn_to_out_0", "attn_to_add_out", "attn_add_q_proj", "attn_add_k_proj", "attn_add_v_proj", "ff_linear_1", "ff_linear_2", "ff_out_projection", "ff_context_linear_1", "ff_context_linear_2", "ff_context_out_projection", "norm1_linear", "norm1_context_linear"]
           select $"^{block}_{layer}$",
        .. from block in (string[])["double_layers_#", "single_layers_#"]
           from layer in (string[])["attn_w1q", "attn_w1k", "attn_w1v", "attn_w1o", "attn_w2q", "attn_w2k", "attn_w2v", "attn_w2o", "mlp_c_fc1", "mlp_c_fc2", "mlp_c_proj", "mlpC_c_fc1", "mlpC_c_fc2", "mlpC_c_proj", "mlpX_c_fc1", "mlpX_c_fc2", "mlpX_c_proj", "modC_1", "modX_1", "modCX_1"]
           select $"^{block}_{layer}$",
    ];

    private static string[] Outer => ["^context_embedder", "^time_step_proj", "^pos_embed", "^norm_out", "^proj_out", .. Layers];

    private static BlockRange[] Blocks => [new("^joint_transformer_blocks_#", 0, 0, 3), new("^double_layers_#", 0, 0, 3), new("^single_transformer_blocks_#", 0, 0, 31), new("^single_layers_#", 0, 0, 31)];

    private static LayerWidth[] Widths =>
        [.. LayerWidth.Layers(3072, 3072, "^joint_transformer_blocks_#_attn_to_q$", "^single_transformer_blocks_#_attn_to_q$", "^single_layers_#_attn_w1q$", "^double_layers_#_attn_w1q$")];
}
