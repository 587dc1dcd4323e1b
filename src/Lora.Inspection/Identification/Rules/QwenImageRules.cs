using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// Qwen-Image: 60 <c>transformer_blocks</c> of width 3072 with an image and a text stream, and no single blocks. Attention alone has the diffusers names of FLUX.
/// Edit and Layered have the same tensors; only metadata and names distinguish them.
/// </summary>
internal static class QwenImageRules
{
    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.QwenImage2,
            Name = "Qwen-Image 2",
            Layouts =
            [
                new() { Marks = Second, Proofs = Second },
                new() { Marks = ["^transformer_blocks_#_attn"], Never = Never, Widths = Widths(4096), NeedsWidth = true, NeedsBlocks = [new("^transformer_blocks_#", 0, 8, 59)] },
                new() { Marks = ["^transformer_blocks_#_attn"], Never = Never, Widths = Widths(4096), NeedsWidth = true, NeedsName = true },
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
                    Marks = ["^transformer_blocks_#_attn", "^transformer_blocks_#_img_mod", "^transformer_blocks_#_txt_mod", "^transformer_blocks_#_img_mlp", "^transformer_blocks_#_txt_mlp"],
                    Proofs = ["^transformer_blocks_#_img_mod_1", "^transformer_blocks_#_txt_mod_1", "^transformer_blocks_#_img_mlp_net", "^transformer_blocks_#_txt_mlp_net"],
                    Never = [.. Never, .. Second],
                    Widths = Widths(3072),
                    Blocks = [new("^transformer_blocks_#", 0, 0, 59)],
                },
                new() { Marks = ["^transformer_blocks_#_attn"], Proofs = ["^transformer_blocks_#_attn"], Never = [.. Never, .. Second], Widths = Widths(3072), NeedsBlocks = [new("^transformer_blocks_#", 0, 40, 59)] },
            ],
            Names =
            [
                new("qwen"), new("qwenimage*"), new("qwenimageedit*", "edit"), new("qwenedit*", "edit"), new("qwenimageeditplus*", "edit-plus"), new("qwenimageedit2509*", "edit-2509"),
                new("qwenimageedit2511*", "edit-2511"), new("qwenimagelayered*", "layered"),
            ],
            Words = [new("qwenimageedit2511", "edit-2511"), new("qwenimageedit2509", "edit-2509"), new("qwenedit2511", "edit-2511"), new("qwenedit2509", "edit-2509"), new("qwenimageedit", "edit"), new("qwenedit", "edit"), new("layered", "layered")],
        },
    ];

    private static string[] Never =>
        ["^single_transformer_blocks_#", "^joint_transformer_blocks_#", "^double_blocks_#", "^single_blocks_#", "^transformer_blocks_#_norm1_linear", "^transformer_blocks_#_ff", "^transformer_blocks_#_attn1", "^transformer_blocks_#_attn2"];

    private static string[] Second => ["^transformer_blocks_#_img_mlp_gate_up", "^transformer_blocks_#_img_mlp_out", "^transformer_blocks_#_txt_mlp_gate_up"];

    private static LayerWidth[] Widths(long width) =>
    [
        .. Layers(width, width, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^transformer_blocks_#_attn_to_out_0$", "^transformer_blocks_#_attn_to_add_out$"),
        .. Layers(width, width, "^transformer_blocks_#_attn_add_q_proj$", "^transformer_blocks_#_attn_add_k_proj$", "^transformer_blocks_#_attn_add_v_proj$"),
        .. Layers(width, 6 * width, "^transformer_blocks_#_img_mod_1$", "^transformer_blocks_#_txt_mod_1$"),
        .. Layers(width, 4 * width, "^transformer_blocks_#_img_mlp_net_#_proj$", "^transformer_blocks_#_txt_mlp_net_#_proj$"), .. Layers(4 * width, width, "^transformer_blocks_#_img_mlp_net_2$", "^transformer_blocks_#_txt_mlp_net_2$"),
    ];
}
