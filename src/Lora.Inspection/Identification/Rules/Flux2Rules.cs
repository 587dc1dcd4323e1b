using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// FLUX.2: the block names of FLUX.1 with other sizes, and modulation that all blocks share. The attention of Klein 4B is as wide as that of FLUX.1, so a LoRA of attention
/// alone may be for either.
/// </summary>
internal static class Flux2Rules
{
    private static readonly string[] Never =
    [
        "^double_blocks_#_img_mod", "^double_blocks_#_txt_mod", "^single_blocks_#_modulation", "^vector_in", "^transformer_blocks_#_norm1_linear", "^single_transformer_blocks_#_norm_linear",
        "^single_transformer_blocks_#_proj_mlp", "^single_transformer_blocks_#_proj_out", "^transformer_blocks_#_ff_net", "^joint_transformer_blocks_#", "^transformer_blocks_#_attn1", "^transformer_blocks_#_img_mlp",
        "^transformer_blocks_#_img_mod", "^transformer_blocks_#_txt_mlp", "^transformer_blocks_#_txt_mod", "^single_transformer_blocks_#_ff", "distilled_guidance_layer", "^te1_text_model", "^double_blocks_#_processor", "^single_blocks_#_processor", .. HunyuanRules.Own,
    ];

    private static readonly string[] Own =
    [
        "^double_stream_modulation_img", "^double_stream_modulation_txt", "^single_stream_modulation", "^transformer_blocks_#_ff_linear_in", "^transformer_blocks_#_ff_linear_out", "^single_transformer_blocks_#_attn_to_qkv_mlp_proj",
    ];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        Family(LoraFamilies.Flux2Klein4B, "FLUX.2 Klein 4B", 3072, 5, 20, 7680, [new("flux2klein4b*"), new("flux2klein*4b*"), new("flux2kleinbase4b*", "base")]),
        Family(LoraFamilies.Flux2Klein9B, "FLUX.2 Klein 9B", 4096, 8, 24, 12288, [new("flux2klein9b*"), new("flux2klein*9b*"), new("flux2kleinbase9b*", "base")]),
        Family(LoraFamilies.Flux2Dev, "FLUX.2 dev", 6144, 8, 48, 15360, [new("flux2dev*"), new("flux2d")]),
        new() { Id = LoraFamilies.Flux2, Name = "FLUX.2", Layouts = [new() { Marks = Own, Proofs = Own, IsShared = true }], Names = [new("flux2"), new("flux2klein")] },
    ];

    private static FamilyRule Family(string id, string name, long width, int doubles, int singles, long text, IReadOnlyList<NameHint> names) => new()
    {
        Id = id,
        Name = name,
        Parent = LoraFamilies.Flux2,
        Names = names,
        Layouts =
        [
            new()
            {
                Marks = ["^double_blocks_#", "^single_blocks_#", "^transformer_blocks_#_attn", "^single_transformer_blocks_#", .. Own],
                Proofs = Own,
                Never = Never,
                NeedsWidth = true,
                Known = ["^img_in", "^x_embedder", "^time_in", "^guidance_in", "^time_guidance_embed", "^final_layer", "^norm_out", "^proj_out"],
                Blocks =
                [
                    new("^double_blocks_#", 0, 0, doubles - 1), new("^single_blocks_#", 0, 0, singles - 1),
                    new("^transformer_blocks_#", 0, 0, doubles - 1), new("^single_transformer_blocks_#", 0, 0, singles - 1),
                ],
                Widths =
                [
                    .. Layers(width, 3 * width, "^double_blocks_#_img_attn_qkv$", "^double_blocks_#_txt_attn_qkv$"),
                    .. Layers(width, width, "^double_blocks_#_img_attn_proj$", "^double_blocks_#_txt_attn_proj$"),
                    .. Layers(width, 6 * width, "^double_blocks_#_img_mlp_0$", "^double_blocks_#_txt_mlp_0$", "^transformer_blocks_#_ff_linear_in$", "^transformer_blocks_#_ff_context_linear_in$"),
                    .. Layers(3 * width, width, "^double_blocks_#_img_mlp_2$", "^double_blocks_#_txt_mlp_2$", "^transformer_blocks_#_ff_linear_out$", "^transformer_blocks_#_ff_context_linear_out$"),
                    .. Layers(width, 6 * width, "^double_stream_modulation_img_lin$", "^double_stream_modulation_img_linear$", "^double_stream_modulation_txt_lin$", "^double_stream_modulation_txt_linear$"),
                    .. Layers(width, 3 * width, "^single_stream_modulation_lin$", "^single_stream_modulation_linear$"),
                    .. Layers(width, 9 * width, "^single_blocks_#_linear1$", "^single_transformer_blocks_#_attn_to_qkv_mlp_proj$"),
                    .. Layers(4 * width, width, "^single_blocks_#_linear2$", "^single_transformer_blocks_#_attn_to_out$"),
                    .. Layers(text, width, "^txt_in$", "^context_embedder$"),
                    .. Layers(width, width, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^transformer_blocks_#_attn_add_q_proj$", "^transformer_blocks_#_attn_add_k_proj$"),
                    .. Layers(width, width, "^transformer_blocks_#_attn_add_v_proj$", "^transformer_blocks_#_attn_to_out_0$", "^transformer_blocks_#_attn_to_add_out$"),
                    .. Layers(width, width, "^single_transformer_blocks_#_attn_to_q$", "^single_transformer_blocks_#_attn_to_k$", "^single_transformer_blocks_#_attn_to_v$"),
                ],
            },
        ],
    };
}
