using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// Qwen-Image: 60 <c>transformer_blocks</c> of width 3072 with an image and a text stream, and no single blocks. Attention alone has the diffusers names of FLUX.
/// Edit and Layered have the same tensors; only metadata and names distinguish them. Mage-Flow has the same blocks, but 12, and another text encoder. Qwen-Image 2 has one stream.
/// </summary>
internal static class QwenImageRules
{
    private static readonly string[] Marks =
        ["^transformer_blocks_#_attn", "^transformer_blocks_#_img_mod", "^transformer_blocks_#_txt_mod", "^transformer_blocks_#_img_mlp", "^transformer_blocks_#_txt_mlp"];

    private static readonly string[] Own = ["^transformer_blocks_#_img_mod_1", "^transformer_blocks_#_txt_mod_1", "^transformer_blocks_#_img_mlp_net", "^transformer_blocks_#_txt_mlp_net"];

    private static readonly string[] Second =
        ["^transformer_blocks_#_img_mlp_gate_up", "^transformer_blocks_#_img_mlp_out", "^transformer_blocks_#_txt_mlp_gate_up", "^transformer_blocks_#_img_mlp_gate_layer", "^transformer_blocks_#_img_mlp_proj"];

    private static readonly string[] Outer = ["^img_in", "^txt_in", "^time_text_embed", "^norm_out_linear", "^proj_out", "^modulation_#$"];

    private static readonly string[] Never =
    [
        "^single_transformer_blocks_#", "^joint_transformer_blocks_#", "^double_blocks_#", "^single_blocks_#", "^transformer_blocks_#_norm1_linear", "^transformer_blocks_#_ff", "^transformer_blocks_#_attn1",
        "^transformer_blocks_#_attn2", "^transformer_blocks_#_img_mlp_shared_expert", "^transformer_blocks_#_img_mlp_gate", "^transformer_blocks_#_encoder_proj", "^transformer_blocks_#_attn_img_qkv",
    ];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.QwenImage2,
            Name = "Qwen-Image 2",
            Layouts =
            [
                new() { Marks = Second, Proofs = Second, Widths = [.. Widths(4096), In("^transformer_blocks_#_img_mlp_gate_layer$", 4096), In("^transformer_blocks_#_img_mlp_proj$", 4096), In("^transformer_blocks_#_img_mlp_gate_up$", 4096)], Known = Outer, Depth = SecondDepth },
                new() { Marks = ["^transformer_blocks_#_attn"], Never = Never, Widths = Widths(4096), Known = Outer, Depth = SecondDepth, NeedsWidth = true, NeedsBlocks = [new("^transformer_blocks_#", 0, 8, 59)] },
                new() { Marks = ["^transformer_blocks_#_attn"], Never = Never, Widths = Widths(4096), Known = Outer, Depth = SecondDepth, NeedsWidth = true, NeedsName = true },
            ],
            Names = [new("qwen2"), new("qwenimage2"), new("qwenimage20*"), new("qwenimage21*")],
        },
        new()
        {
            Id = LoraFamilies.QwenImage,
            Name = "Qwen-Image",
            Layouts =
            [
                new()
                {
                    Marks = Marks,
                    Proofs = Own,
                    Never = [.. Never, .. Second],
                    Widths = [.. Widths(3072), .. Layers(64, 3072, "^img_in$"), .. Layers(3584, 3072, "^txt_in$"), .. Layers(3072, 64, "^proj_out$")],
                    Blocks = [new("^transformer_blocks_#", 0, 0, 59)],
                    Known = Outer,
                },
                new()
                {
                    Marks = ["^transformer_blocks_#_attn"],
                    Never = [.. Never, .. Second],
                    Widths = Widths(3072),
                    Blocks = [new("^transformer_blocks_#", 0, 0, 59)],
                    NeedsBlocks = [new("^transformer_blocks_#", 0, 40, 59)],
                    Known = Outer,
                    NeedsWidth = true,
                },
            ],
            Names =
            [
                new("qwen"), new("qwenimage*"), new("qwenimage2512*"), new("qwenimagev10*"), new("qwenimagev20*"), new("qwenimageedit*", "edit"), new("qwenimageeditv1*", "edit"), new("qwenimageeditv2*", "edit"), new("qwenimageeditv3*", "edit"), new("qwenedit*", "edit"), new("qwenimageeditplus*", "edit-plus"), new("qwenimageeditplus2509*", "edit-2509"), new("qwenimageeditplus2511*", "edit-2511"), new("qwenimageedit2509*", "edit-2509"),
                new("qwenimageedit2511*", "edit-2511"), new("qwenimagelayered*", "layered"),
            ],
            Words = [new("qwenimageedit2511", "edit-2511"), new("qwenimageedit2509", "edit-2509"), new("qwenedit2511", "edit-2511"), new("qwenedit2509", "edit-2509"), new("qwenimageedit", "edit"), new("qwenedit", "edit"), new("layered", "layered")],
        },
        new()
        {
            Id = LoraFamilies.MageFlow,
            Name = "Mage-Flow",
            Layouts =
            [
                new()
                {
                    Marks = ["^txt_in$", "^img_in$", "^proj_out$"],
                    Needs = ["^transformer_blocks_#"],
                    Never = [.. Never, .. Second],
                    Widths = [.. Layers(128, 3072, "^img_in$"), .. Layers(2560, 3072, "^txt_in$"), .. Layers(3072, 128, "^proj_out$")],
                    Blocks = [new("^transformer_blocks_#", 0, 0, 11)],
                    Known = [.. Widths(3072).Select(static width => width.Pattern), .. Outer],
                    NeedsWidth = true,
                },
                new()
                {
                    Marks = Marks,
                    Proofs = Own,
                    Never = [.. Never, .. Second],
                    Widths = [.. Widths(3072), .. Layers(128, 3072, "^img_in$"), .. Layers(2560, 3072, "^txt_in$"), .. Layers(3072, 128, "^proj_out$")],
                    Blocks = [new("^transformer_blocks_#", 0, 0, 11)],
                    Known = Outer,
                    NeedsDepth = true,
                    NeedsWidth = true,
                    IsShared = true,
                },
            ],
            Names = [new("mageflow*"), new("mageflowedit*", "edit")],
        },
    ];

    private static BlockRange[] SecondDepth => [new("^transformer_blocks_#", 0, 0, 31)];

    private static LayerWidth[] Widths(long width) =>
    [
        .. Layers(width, width, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^transformer_blocks_#_attn_to_out_0$", "^transformer_blocks_#_attn_to_add_out$"),
        .. Layers(width, width, "^transformer_blocks_#_attn_add_q_proj$", "^transformer_blocks_#_attn_add_k_proj$", "^transformer_blocks_#_attn_add_v_proj$"),
        .. Layers(width, 6 * width, "^transformer_blocks_#_img_mod_1$", "^transformer_blocks_#_txt_mod_1$"),
        .. Layers(width, 4 * width, "^transformer_blocks_#_img_mlp_net_#_proj$", "^transformer_blocks_#_txt_mlp_net_#_proj$"), .. Layers(4 * width, width, "^transformer_blocks_#_img_mlp_net_2$", "^transformer_blocks_#_txt_mlp_net_2$"),
    ];
}
