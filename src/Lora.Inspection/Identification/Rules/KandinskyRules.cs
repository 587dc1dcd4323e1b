using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>Kandinsky 5: <c>visual_transformer_blocks</c> and <c>text_transformer_blocks</c>. The width shows which of the three models it is.</summary>
internal static class KandinskyRules
{
    private static readonly string[] Own = ["^visual_transformer_blocks_#", "^text_transformer_blocks_#"];

    private static readonly string[] Outer = ["^time_embeddings", "^text_embeddings", "^pooled_text_embeddings", "^visual_embeddings", "^out_layer"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Kandinsky5,
            Name = "Kandinsky 5",
            Layouts = [Layout("lite-image", 2560, 512, 2, 50), Layout("lite-video", 1792, 512, 2, 32), Layout("pro-video", 4096, 1024, 4, 60), new() { Marks = Own, IsShared = true }],
            Names = [new("kandinsky5*"), new("kandinsky50**"), new("kandinsky5image**"), new("kandinsky5video**")],
        },
    ];

    private static TensorLayout Layout(string variant, long width, long time, int texts, int visuals) => new()
    {
        Marks = Own,
        Proofs = Own,
        Widths =
        [
            .. from block in Own
               from attention in (string[])["self_attention", "cross_attention"]
               from layer in (string[])["to_query", "to_key", "to_value", "out_layer"]
               from rule in Layers(width, width, $"{block}_{attention}_{layer}$")
               select rule,
            .. Layers(width, 4 * width, "^visual_transformer_blocks_#_feed_forward_in_layer$", "^text_transformer_blocks_#_feed_forward_in_layer$"),
            .. Layers(4 * width, width, "^visual_transformer_blocks_#_feed_forward_out_layer$", "^text_transformer_blocks_#_feed_forward_out_layer$"),
            .. Layers(time, 9 * width, "^visual_transformer_blocks_#_visual_modulation_out_layer$"), .. Layers(time, 6 * width, "^text_transformer_blocks_#_text_modulation_out_layer$"),
        ],
        Depth = [new("^visual_transformer_blocks_#", 0, 0, visuals - 1), new("^text_transformer_blocks_#", 0, 0, texts - 1)],
        Known = Outer,
        NeedsWidth = true,
        Variant = variant,
    };
}
