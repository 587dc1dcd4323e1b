using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>Anima and the Cosmos Predict 2 model it was made from: <c>blocks.N</c> with <c>q_proj</c>, <c>mlp.layer1</c> and <c>adaln_modulation</c>. Width 2048; Cosmos 14B has 5120.</summary>
internal static class AnimaRules
{
    private static readonly string[] Marks =
    [
        "^blocks_#_self_attn_q_proj", "^blocks_#_self_attn_k_proj", "^blocks_#_self_attn_v_proj", "^blocks_#_self_attn_output_proj", "^blocks_#_cross_attn_q_proj", "^blocks_#_cross_attn_k_proj",
        "^blocks_#_cross_attn_v_proj", "^blocks_#_cross_attn_output_proj", "^blocks_#_mlp_layer1", "^blocks_#_mlp_layer2", "^blocks_#_adaln_modulation_self_attn", "^blocks_#_adaln_modulation_cross_attn",
        "^blocks_#_adaln_modulation_mlp",
    ];

    private static readonly string[] Adapter = ["^llm_adapter"];

    private static readonly string[] Diffusers = ["^transformer_blocks_#_attn2", "^transformer_blocks_#_norm1_linear_1"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Anima,
            Name = "Anima",
            Layouts =
            [
                new() { Marks = Adapter, Proofs = Adapter, Widths = [.. Widths(2048), In("^llm_adapter_blocks_#_self_attn_q_proj$", 1024)], Depth = Blocks(28), Known = Outer },
                new() { Marks = Marks, Never = Adapter, Widths = Widths(2048), Depth = Blocks(28), Known = Outer, IsShared = true },
                new() { Marks = Diffusers, Widths = DiffusersWidths(2048), Depth = Blocks(28), Known = DiffusersOuter, NeedsWidth = true, IsShared = true },
            ],
            Names = [new("anima"), new("animapreview*", "preview"), new("animapreview2*", "preview"), new("animapreview3*", "preview"), new("animaunknown"), new("anima1*"), new("anima10*")],
        },
        new()
        {
            Id = LoraFamilies.Cosmos,
            Name = "Cosmos Predict 2",
            Layouts =
            [
                new() { Marks = Marks, Never = Adapter, Widths = Widths(5120), Depth = Blocks(36), Known = Outer, NeedsWidth = true },
                new() { Marks = Marks, Never = Adapter, Widths = Widths(2048), Depth = Blocks(28), Known = Outer, IsShared = true, NeedsName = true },
                new() { Marks = Diffusers, Widths = DiffusersWidths(2048), Depth = Blocks(28), Known = DiffusersOuter, IsShared = true, NeedsWidth = true, NeedsName = true },
            ],
            Names = [new("cosmos"), new("cosmos2*"), new("cosmospredict2*"), new("cosmospredict22b*"), new("cosmospredict214b*"), new("cosmospredict25*"), new("nvidiacosmos*")],
        },
    ];

    private static string[] Outer => ["^llm_adapter", "^x_embedder", "^t_embedder", "^final_layer", "^blocks_#_adaln_modulation_self_attn_2", "^blocks_#_adaln_modulation_cross_attn_2", "^blocks_#_adaln_modulation_mlp_2"];

    private static string[] DiffusersOuter => ["^transformer_blocks_#_attn1", "^transformer_blocks_#_attn2", "^transformer_blocks_#_ff", "^transformer_blocks_#_norm1", "^transformer_blocks_#_norm2", "^transformer_blocks_#_norm3", "^patch_embed", "^time_embed", "^norm_out", "^proj_out"];

    private static BlockRange[] Blocks(int count) => [new("^blocks_#", 0, 0, count - 1), new("^transformer_blocks_#", 0, 0, count - 1)];

    private static LayerWidth[] Widths(long width) =>
    [
        .. Layers(width, width, "^blocks_#_self_attn_q_proj$", "^blocks_#_self_attn_k_proj$", "^blocks_#_self_attn_v_proj$", "^blocks_#_self_attn_output_proj$", "^blocks_#_cross_attn_q_proj$", "^blocks_#_cross_attn_output_proj$"),
        .. Layers(1024, width, "^blocks_#_cross_attn_k_proj$", "^blocks_#_cross_attn_v_proj$"), .. Layers(width, 4 * width, "^blocks_#_mlp_layer1$"), .. Layers(4 * width, width, "^blocks_#_mlp_layer2$"),
        .. Layers(width, 256, "^blocks_#_adaln_modulation_self_attn_1$", "^blocks_#_adaln_modulation_cross_attn_1$", "^blocks_#_adaln_modulation_mlp_1$"),
    ];

    // In diffusers names, only the input of the second attention distinguishes it from LTX-Video.
    private static LayerWidth[] DiffusersWidths(long width) =>
        [In("^transformer_blocks_#_attn2_to_k$", 1024), In("^transformer_blocks_#_attn2_to_v$", 1024), .. Layers(width, 256, "^transformer_blocks_#_norm1_linear_1$")];
}
