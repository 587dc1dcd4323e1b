using static Lora.Inspection.LoraLayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// Z-Image and Lumina 2, which it grew from: <c>layers.N.attention</c> with <c>feed_forward.w1</c>; width 3840 or 2304. Only Z-Image has <c>attention.to_q</c>,
/// only Lumina 2 in diffusers has <c>attn.to_q</c> and <c>feed_forward.linear_1</c>.
/// </summary>
internal static class ZImageRules
{
    private static readonly string[] Marks =
        ["^layers_#_attention_qkv", "^layers_#_attention_out", "^layers_#_feed_forward_w1", "^layers_#_feed_forward_w2", "^layers_#_feed_forward_w3", "^layers_#_adaLN_modulation", "^context_refiner_#", "^noise_refiner_#"];

    // Some trainers leave the block out of the names.
    private static readonly string[] Own =
    [
        .. from block in (string[])["^layers_#_", "^context_refiner_#_", "^noise_refiner_#_", "^"]
           from layer in (string[])["attention_to_q", "attention_to_k", "attention_to_v", "attention_to_out_0", "attention_to_out"]
           select block + layer,
    ];

    private static readonly string[] LuminaOwn =
        ["^layers_#_attn_to_q", "^layers_#_attn_to_k", "^layers_#_attn_to_v", "^layers_#_attn_to_out_0", "^layers_#_feed_forward_linear_1", "^layers_#_norm1_linear", "^context_refiner_#_attn_to_q", "^noise_refiner_#_attn_to_q"];

    private static readonly string[] Never = ["^layers_#_adaln_modulation", "^layers_#_mlp", "^layers_#_self_attn", "^te3"];

    public static IReadOnlyList<LoraFamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.ZImage,
            Name = "Z-Image",
            Layouts =
            [
                new() { Marks = Own, Proofs = Own, Never = [.. Never, .. LuminaOwn], Widths = Widths(3840) },
                new() { Marks = Marks, Never = [.. Never, .. LuminaOwn], Widths = Widths(3840) },
            ],
            Names = [new("zimage*"), new("zimageturbo*", "turbo"), new("zimagebase*", "base"), new("zimageedit*", "edit")],
            Words = [new("zimageturbo", "turbo"), new("zimagebase", "base"), new("zimageedit", "edit")],
        },
        new()
        {
            Id = LoraFamilies.Lumina2,
            Name = "Lumina 2",
            Layouts =
            [
                new() { Marks = LuminaOwn, Proofs = LuminaOwn, Never = Never, Widths = Widths(2304) },
                new() { Marks = Marks, Never = [.. Never, .. Own], Widths = Widths(2304) },
            ],
            Names = [new("lumina*"), new("neta*lumina*", "neta")],
            Words = [new("netalumina", "neta")],
        },
    ];

    private static LoraLayerWidth[] Widths(long width) =>
    [
        In("^layers_#_attention_qkv$", width), In("^layers_#_attention_out$", width), In("^layers_#_attention_to_q$", width), In("^layers_#_attention_to_k$", width), In("^layers_#_attention_to_v$", width),
        In("^layers_#_feed_forward_w1$", width), In("^layers_#_feed_forward_w3$", width), In("^layers_#_attn_to_q$", width), In("^layers_#_attn_to_k$", width), In("^layers_#_feed_forward_linear_1$", width),
    ];
}
