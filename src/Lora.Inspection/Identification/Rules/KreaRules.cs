using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>Krea 2: <c>attn.wq</c> with <c>attn.gate</c>, <c>mlp.gate</c>, and a text fusion; width 6144.</summary>
internal static class KreaRules
{
    private static readonly string[] Own =
    [
        "^blocks_#_attn_wq", "^blocks_#_attn_wk", "^blocks_#_attn_wv", "^blocks_#_attn_wo", "^blocks_#_attn_gate", "^txtfusion", "^text_fusion", "^time_mod_proj",
        "^transformer_blocks_#_attn_to_gate", "^txt_fusion", "^transformer_blocks_#_ff_gate", "^transformer_blocks_#_ff_up", "^transformer_blocks_#_ff_down",
    ];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Krea2,
            Name = "Krea 2",
            Layouts =
            [
                new() { Marks = Own, Proofs = Own, Widths = [.. Original, .. Diffusers], Depth = Blocks, Known = Outer },
                new() { Marks = ["^blocks_#_mlp_gate", "^blocks_#_mlp_up", "^blocks_#_mlp_down"], Widths = Original, Depth = Blocks, Known = Outer },
                new() { Marks = ["^transformer_blocks_#_attn_to_k", "^transformer_blocks_#_attn_to_v"], Never = ["^single_transformer_blocks_#"], Widths = Diffusers, Depth = Blocks, Known = Outer, NeedsWidth = true },
                new() { Marks = ["^transformer_blocks_#_attn"], Never = ["^single_transformer_blocks_#"], Widths = [In("^transformer_blocks_#_attn_to_q$", 6144)], Depth = Blocks, Known = Outer, NeedsWidth = true, NeedsName = true },
            ],
            Names = [new("krea2*")],
        },
    ];

    private static string[] Outer => ["^first", "^last", "^tmlp", "^tproj", "^txtmlp", "^img_in", "^txt_in", "^time_embed", "^norm_out", "^proj_out", "^blocks_#_mod", "^final_layer"];

    private static BlockRange[] Blocks => [new("^blocks_#", 0, 0, 27), new("^transformer_blocks_#", 0, 0, 27)];

    private static LayerWidth[] Original =>
    [
        In("^blocks_#_attn_wq$", 6144), In("^blocks_#_attn_wk$", 6144), In("^blocks_#_attn_wv$", 6144), In("^blocks_#_attn_wo$", 6144), In("^blocks_#_attn_gate$", 6144), In("^blocks_#_mlp_gate$", 6144), In("^blocks_#_mlp_up$", 6144),
        Out("^blocks_#_mlp_down$", 6144),
    ];

    // Grouped-query attention: fewer key and value heads.
    private static LayerWidth[] Diffusers =>
        [In("^transformer_blocks_#_attn_to_q$", 6144), In("^transformer_blocks_#_attn_to_out_0$", 6144), In("^transformer_blocks_#_ff_gate$", 6144), In("^transformer_blocks_#_ff_up$", 6144), Out("^transformer_blocks_#_ff_down$", 6144), Out("^transformer_blocks_#_attn_to_k$", 1536), Out("^transformer_blocks_#_attn_to_v$", 1536), In("^transformer_blocks_#_attn_to_k$", 6144), In("^transformer_blocks_#_attn_to_v$", 6144)];
}
