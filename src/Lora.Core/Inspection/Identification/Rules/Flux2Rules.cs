using static Lora.Inspection.LoraLayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// FLUX.2: the block names of FLUX.1 with other sizes, and modulation that all blocks share. Attention of Klein 4B is as wide as that of FLUX.1, so a LoRA of attention
/// alone may be for either.
/// </summary>
internal static class Flux2Rules
{
    private static readonly string[] Never =
    [
        "^double_blocks_#_img_mod", "^double_blocks_#_txt_mod", "^single_blocks_#_modulation", "^vector_in", "^transformer_blocks_#_norm1_linear", "^single_transformer_blocks_#_norm_linear",
        "^single_transformer_blocks_#_proj_mlp", "^single_transformer_blocks_#_proj_out", "^transformer_blocks_#_ff_net", "^joint_transformer_blocks_#", "^transformer_blocks_#_attn1", "^transformer_blocks_#_img_mlp",
        "^transformer_blocks_#_img_mod", "^transformer_blocks_#_txt_mlp", "^transformer_blocks_#_txt_mod", "^single_transformer_blocks_#_ff", "distilled_guidance_layer", "^te1_text_model", "^double_blocks_#_processor", "^single_blocks_#_processor",
    ];

    public static IReadOnlyList<LoraFamilyRule> All { get; } =
    [
        Family(LoraFamilies.Flux2Klein4B, "FLUX.2 Klein 4B", 3072, 5, 20, 7680, [new("flux2klein4b*"), new("flux2klein*4b*"), new("flux2kleinbase4b*", "base")]),
        Family(LoraFamilies.Flux2Klein9B, "FLUX.2 Klein 9B", 4096, 8, 24, 12288, [new("flux2klein9b*"), new("flux2klein*9b*"), new("flux2kleinbase9b*", "base")]),
        Family(LoraFamilies.Flux2Dev, "FLUX.2 dev", 6144, 8, 48, 15360, [new("flux2dev*"), new("flux2d")]),
        new() { Id = LoraFamilies.Flux2, Name = "FLUX.2", Names = [new("flux2"), new("flux2klein")] },
    ];

    private static LoraFamilyRule Family(string id, string name, long width, int doubles, int singles, long text, IReadOnlyList<LoraNameHint> names) => new()
    {
        Id = id,
        Name = name,
        Parent = LoraFamilies.Flux2,
        Names = names,
        Layouts =
        [
            new()
            {
                Marks = ["^double_blocks_#", "^single_blocks_#", "^transformer_blocks_#_attn", "^single_transformer_blocks_#", "^double_stream_modulation_img", "^double_stream_modulation_txt", "^transformer_blocks_#_ff_linear_in", "^single_stream_modulation"],
                Never = Never,
                NeedsWidth = true,
                Blocks =
                [
                    new("^double_blocks_#", 0, 0, doubles - 1), new("^single_blocks_#", 0, 0, singles - 1),
                    new("^transformer_blocks_#", 0, 0, doubles - 1), new("^single_transformer_blocks_#", 0, 0, singles - 1),
                ],
                Widths =
                [
                    In("^double_blocks_#_img_attn_qkv$", width), In("^double_blocks_#_txt_attn_qkv$", width), In("^double_blocks_#_img_attn_proj$", width), In("^double_blocks_#_txt_attn_proj$", width),
                    In("^double_blocks_#_img_mlp_0$", width), Out("^double_blocks_#_img_mlp_0$", 6 * width), In("^double_blocks_#_img_mlp_2$", 3 * width), In("^double_blocks_#_txt_mlp_2$", 3 * width),
                    In("^single_blocks_#_linear1$", width), Out("^single_blocks_#_linear1$", 9 * width), In("^single_blocks_#_linear2$", 4 * width), In("^txt_in$", text),
                    In("^double_stream_modulation_img_lin$", width), In("^double_stream_modulation_img_linear$", width), In("^double_stream_modulation_txt_lin$", width), In("^context_embedder$", text),
                    In("^transformer_blocks_#_attn_to_q$", width), In("^transformer_blocks_#_attn_to_k$", width), In("^transformer_blocks_#_attn_to_v$", width), In("^transformer_blocks_#_attn_add_q_proj$", width),
                    In("^transformer_blocks_#_attn_add_k_proj$", width), In("^transformer_blocks_#_attn_to_out_0$", width), In("^transformer_blocks_#_ff_linear_in$", width), In("^transformer_blocks_#_ff_context_linear_in$", width),
                    In("^single_transformer_blocks_#_attn_to_q$", width), In("^single_transformer_blocks_#_attn_to_k$", width), In("^single_transformer_blocks_#_attn_to_v$", width),
                    In("^single_transformer_blocks_#_attn_to_qkv_mlp_proj$", width), In("^single_transformer_blocks_#_attn_to_out$", 4 * width),
                ],
            },
        ],
    };
}
