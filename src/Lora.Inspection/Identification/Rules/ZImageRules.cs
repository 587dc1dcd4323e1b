using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// Z-Image and related models, distinguished by width: <c>layers.N.attention</c> with <c>feed_forward.w1</c> is Z-Image with 3840, Lumina 2, its predecessor, with 2304, and Ideogram 4 with
/// 4608. In diffusers Lumina 2 and OmniGen 2, with 2520, have <c>attn.to_q</c> and <c>feed_forward.linear_1</c>. Zeta Chroma and Ming-Image have the blocks of Z-Image.
/// </summary>
internal static class ZImageRules
{
    private static readonly string[] Marks =
        ["^layers_#_attention_qkv", "^layers_#_attention_out", "^layers_#_feed_forward_w1", "^layers_#_feed_forward_w2", "^layers_#_feed_forward_w3", "^layers_#_adaLN_modulation", "^context_refiner_#", "^noise_refiner_#"];

    // Some trainers leave the block out of the names.
    private static readonly string[] Own =
    [
        .. from block in (string[])["^layers_#_", "^context_refiner_#_", "^noise_refiner_#_", "^control_layers_#_", "^"]
           from layer in (string[])["attention_to_q", "attention_to_k", "attention_to_v", "attention_to_out_0", "attention_to_out"]
           select block + layer,
    ];

    private static readonly string[] LuminaOwn =
    [
        "^layers_#_attn_to_q", "^layers_#_attn_to_k", "^layers_#_attn_to_v", "^layers_#_attn_to_out_0", "^layers_#_feed_forward_linear_1", "^layers_#_feed_forward_linear_2", "^layers_#_feed_forward_linear_3", "^layers_#_norm1_linear",
        "^context_refiner_#_attn", "^noise_refiner_#_attn", "^ref_image_refiner_#",
    ];

    private static readonly string[] IdeogramMarks =
    [
        "^layers_#_attention_o", "^layers_#_adaln_modulation", "^layers_#_attention_qkv", "^layers_#_attention_to_q", "^layers_#_attention_to_k", "^layers_#_attention_to_v", "^layers_#_attention_to_out_0",
        "^layers_#_feed_forward_w1", "^layers_#_feed_forward_w2", "^layers_#_feed_forward_w3",
    ];

    private static readonly string[] Decoder = ["^dec_net"];

    private static readonly string[] Refiners =
    [
        .. from block in (string[])["noise_refiner_#", "context_refiner_#", "ref_image_refiner_#", "siglip_refiner_#", "control_layers_#", "control_noise_refiner_#"]
           from layer in (string[])
           [
               "attention_to_q", "attention_to_k", "attention_to_v", "attention_to_out_0", "attention_to_out", "attention_qkv", "attention_out", "attn_to_q", "attn_to_k", "attn_to_v", "attn_to_out_0", "feed_forward_w1",
               "feed_forward_w2", "feed_forward_w3", "feed_forward_linear_1", "feed_forward_linear_2", "feed_forward_linear_3", "adaLN_modulation_0", "adaLN_modulation_1", "norm1_linear", "before_proj", "after_proj",
           ]
           select $"^{block}_{layer}$",
    ];

    private static readonly string[] Outer =
    [
        "^t_embedder", "^cap_embedder", "^x_embedder", "^all_x_embedder", "^final_layer", "^all_final_layer", "^time_caption_embed", "^norm_out", "^siglip_embedder", "^layers_#_adaLN_modulation", "^attention_to", .. Refiners,
    ];

    private static readonly string[] Never = ["^layers_#_adaln_modulation", "^layers_#_mlp", "^layers_#_self_attn", "^layers_#_self_attention", "^te3"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.ZImage,
            Name = "Z-Image",
            Layouts =
            [
                new() { Marks = Own, Proofs = Own, Never = [.. Never, .. LuminaOwn, .. Decoder], Widths = ZImageWidths, Known = Outer, Depth = Blocks(30), IsShared = true },
                new() { Marks = Marks, Never = [.. Never, .. LuminaOwn, .. Decoder, "^layers_#_adaLN_modulation_1$"], Widths = ZImageWidths, Known = Outer, Depth = Blocks(30), IsShared = true },
            ],
            Names = [new("zimage*"), new("zimagel2p*"), new("zimageturbo*", "turbo"), new("zimageturboostris**", "turbo"), new("zimagebase*", "base"), new("zimageedit*", "edit")],
            Words = [new("zimageturbo", "turbo"), new("zimagebase", "base"), new("zimageedit", "edit")],
        },
        new()
        {
            Id = LoraFamilies.Lumina2,
            Name = "Lumina 2",
            Layouts =
            [
                new() { Marks = LuminaOwn, Proofs = LuminaOwn, Never = Never, Widths = LuminaWidths(2304), Known = Outer, Depth = Blocks(26) },
                new() { Marks = Marks, Never = [.. Never, .. Own, "^layers_#_adaLN_modulation_0$"], Widths = Widths(2304, 3840, 9216), Known = Outer, Depth = Blocks(26) },
            ],
            Names = [new("lumina*"), new("lumina2*"), new("lumina220*"), new("luminaimage2*"), new("luminaimage20*"), new("neta*lumina**", "neta"), new("lumina*neta*", "neta"), new("lumina2*neta*", "neta"), new("netayume**", "neta")],
            Words = [new("netalumina", "neta"), new("netayume", "neta"), new("neta", "neta")],
        },
        new()
        {
            Id = LoraFamilies.OmniGen2,
            Name = "OmniGen 2",
            Layouts = [new() { Marks = LuminaOwn, Proofs = ["^ref_image_refiner_#"], Never = Never, Widths = LuminaWidths(2520), Known = Outer, Depth = Blocks(32), NeedsWidth = true }],
            Names = [new("omnigen2*")],
        },
        new()
        {
            Id = LoraFamilies.Ideogram4,
            Name = "Ideogram 4",
            Layouts =
            [
                new() { Marks = ["^layers_#_attention_o"], Proofs = ["^layers_#_attention_o"], Widths = Widths(4608, 13824, 12288), Known = [.. Outer, "^layers_#_adaln_modulation"], Depth = Blocks(34) },
                new() { Marks = IdeogramMarks, Widths = Widths(4608, 13824, 12288), Known = [.. Outer, "^layers_#_adaln_modulation"], Depth = Blocks(34), NeedsWidth = true },
            ],
            Names = [new("ideogram"), new("ideogram4*"), new("ideogram40*")],
        },
        new()
        {
            Id = LoraFamilies.ZetaChroma,
            Name = "Zeta Chroma",
            AlsoFits = [LoraFamilies.ZImage],
            Layouts =
            [
                new() { Marks = Decoder, Proofs = Decoder, Never = Never, Widths = [.. ZImageWidths, In("^x_embedder$", 3072)], Known = Outer, Depth = Blocks(30) },
                new() { Marks = [.. Own, .. Marks], Never = [.. Never, .. LuminaOwn, "^layers_#_adaLN_modulation_1$"], Widths = ZImageWidths, Known = Outer, Depth = Blocks(30), IsShared = true, NeedsName = true },
            ],
            Names = [new("zetachroma*")],
        },
        new()
        {
            Id = LoraFamilies.MingImage,
            Name = "Ming-Image",
            Layouts = [new() { Marks = [.. Own, .. Marks], Never = [.. Never, .. LuminaOwn, .. Decoder, "^layers_#_adaLN_modulation_1$"], Widths = ZImageWidths, Known = Outer, Depth = Blocks(30), IsShared = true, NeedsName = true }],
            Names = [new("mingimage*")],
        },
    ];

    private static LayerWidth[] ZImageWidths => Widths(3840, 11520, 10240);

    private static BlockRange[] Blocks(int layers) => [new("^layers_#", 0, 0, layers - 1)];

    private static LayerWidth[] Widths(long width, long attention, long inner) =>
    [
        .. Layers(width, attention, "^layers_#_attention_qkv$", "^context_refiner_#_attention_qkv$", "^noise_refiner_#_attention_qkv$"),
        .. Layers(width, width, "^layers_#_attention_out$", "^context_refiner_#_attention_out$", "^noise_refiner_#_attention_out$", "^layers_#_attention_o$"),
        .. Layers(width, width, "^layers_#_attention_to_q$", "^layers_#_attention_to_k$", "^layers_#_attention_to_v$", "^layers_#_attention_to_out_0$", "^context_refiner_#_attention_to_q$", "^noise_refiner_#_attention_to_q$"),
        .. Layers(width, inner, "^layers_#_feed_forward_w1$", "^layers_#_feed_forward_w3$", "^context_refiner_#_feed_forward_w1$", "^noise_refiner_#_feed_forward_w1$"),
        .. Layers(inner, width, "^layers_#_feed_forward_w2$"),
    ];

    private static LayerWidth[] LuminaWidths(long width) =>
    [
        In("^layers_#_attn_to_q$", width), In("^layers_#_attn_to_out_0$", width), In("^layers_#_attn_to_k$", width), In("^layers_#_attn_to_v$", width), In("^layers_#_feed_forward_linear_1$", width), In("^layers_#_feed_forward_linear_3$", width),
        In("^context_refiner_#_attn_to_q$", width), In("^noise_refiner_#_attn_to_q$", width), Out("^layers_#_attn_to_q$", width), Out("^layers_#_feed_forward_linear_2$", width),
    ];
}
