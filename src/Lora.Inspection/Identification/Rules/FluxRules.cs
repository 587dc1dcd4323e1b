using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// FLUX.1 and Chroma: 19 double and 38 single blocks of width 3072. Black Forest Labs name them <c>double_blocks</c> and <c>single_blocks</c>, diffusers
/// <c>transformer_blocks</c> and <c>single_transformer_blocks</c>. Chroma has no modulation of its own in the blocks, and no CLIP, so without the modulation a file may be for either.
/// The variants of FLUX.1 have the same tensors.
/// </summary>
internal static class FluxRules
{
    private static readonly string[] Modulation =
    [
        "^double_blocks_#_img_mod", "^double_blocks_#_txt_mod", "^single_blocks_#_modulation", "^vector_in", "^guidance_in", "^time_text_embed", "^transformer_blocks_#_norm1_linear",
        "^transformer_blocks_#_norm1_context_linear", "^single_transformer_blocks_#_norm_linear",
    ];

    // The layers of models with the blocks of FLUX.1.
    private static readonly string[] Other =
    [
        "^joint_transformer_blocks_#", "^joint_blocks_#", "^transformer_blocks_#_attn1", "^transformer_blocks_#_img_mod", "^transformer_blocks_#_img_mlp", "^transformer_blocks_#_txt_mod",
        "^transformer_blocks_#_txt_mlp", "^double_stream_modulation_img", "^single_transformer_blocks_#_attn_to_qkv_mlp_proj", "^transformer_blocks_#_ff_linear_in", "^single_transformer_blocks_#_ff",
        "^time_embed", "^caption_projection", "^double_blocks_#_attn", .. FluxRelativeRules.OvisOwn, .. HunyuanRules.Own,
    ];

    private static readonly string[] Guidance = ["^distilled_guidance_layer"];

    private static readonly string[] Pixels = ["^nerf_blocks_#", "^nerf_image_embedder", "^nerf_final_layer", "^nerf_final_layer_conv", "^img_in_patch"];

    private static readonly string[] Processors = ["^double_blocks_#_processor", "^single_blocks_#_processor"];

    private static readonly string[] Outer = ["^img_in", "^time_in", "^vector_in", "^guidance_in", "^x_embedder", "^time_text_embed", "^final_layer", "^norm_out_linear", "^proj_out"];

    private static readonly BlockRange[] Blocks =
    [
        new("^double_blocks_#", 0, 0, 18), new("^single_blocks_#", 0, 0, 37), new("^transformer_blocks_#", 0, 0, 18), new("^single_transformer_blocks_#", 0, 0, 37),
    ];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Flux1,
            Name = "FLUX.1",
            Layouts =
            [
                new() { Marks = Processors, Proofs = Processors, Widths = [In("^double_blocks_#_processor", 3072), In("^single_blocks_#_processor", 3072)], Blocks = Blocks },
                new() { Marks = Modulation, Never = [.. Other, .. Guidance, .. Pixels, .. Processors], Widths = Widths, Blocks = Blocks, Known = Outer },
                new() { Marks = ["^transformer_blocks_#_qkv_proj", "^single_transformer_blocks_#_qkv_proj"], Widths = PackedWidths, Blocks = Blocks, Known = [.. Outer, .. Modulation], NeedsWidth = true },
                new()
                {
                    Marks = ["^double_blocks_#", "^single_blocks_#", "^single_transformer_blocks_#", "^transformer_blocks_#_attn"],
                    Never = [.. Other, .. Guidance, .. Pixels, .. Processors, "^transformer_blocks_#_qkv_proj", "^single_transformer_blocks_#_qkv_proj"],
                    Widths = Widths,
                    Blocks = Blocks,
                    Known = Outer,
                    IsShared = true,
                },
                new() { Marks = ["^te1_text_model", "^te2_encoder", "^te3"], Never = ["^te4", "^te2_text_model", "^down_blocks_#", "^up_blocks_#", "^mid_block", "^input_blocks_#", "^middle_block_#", "^output_blocks_#"], IsWeak = true },
            ],
            Names =
            [
                new("flux"), new("flux1*"), new("fluxdev*", "dev"), new("fluxdev1*", "dev"), new("flux1d*", "dev"), new("flux1dev*", "dev"), new("fluxschnell*", "schnell"), new("flux1s", "schnell"), new("flux1schnell*", "schnell"),
                new("fluxkontext*", "kontext"), new("flux1*kontext*", "kontext"), new("fluxkrea*", "krea"), new("flux1*krea*", "krea"), new("flux1*fill*", "fill"), new("flux1*inpaint*", "fill"),
                new("fluxfill*", "fill"), new("fluxfilldev1*", "fill"), new("flux1*depth*", "depth"), new("flux1*canny*", "canny"), new("flex1*", "flex"), new("flex2*", "flex"),
            ],
            Words = [new("kontext", "kontext"), new("schnell", "schnell"), new("krea", "krea"), new("fluxfill", "fill")],
        },
        new()
        {
            Id = LoraFamilies.Chroma,
            Name = "Chroma",
            Layouts =
            [
                new()
                {
                    Marks = [.. Guidance, .. Pixels],
                    Proofs = [.. Guidance, .. Pixels],
                    Never = [.. Other, .. Modulation, .. Processors],
                    Widths = [.. Widths, .. Layers(5120, 5120, "^distilled_guidance_layer_layers_#_in_layer$"), In("^nerf_blocks_#_param_generator$", 3072)],
                    Blocks = Blocks,
                    Known = Outer,
                },
                new() { Marks = ["^double_blocks_#", "^single_blocks_#"], Never = [.. Other, .. Modulation, .. Processors, "^te1", "^te2_encoder"], Widths = Widths, Blocks = Blocks, Known = Outer, IsShared = true },
                new()
                {
                    Marks = ["^transformer_blocks_#_attn", "^single_transformer_blocks_#"],
                    Never = [.. Other, .. Modulation, "^te1", "^te2_encoder"],
                    Widths = Widths,
                    Blocks = Blocks,
                    Known = Outer,
                    IsShared = true,
                    NeedsDepth = true,
                },
                new() { Marks = ["^transformer_blocks_#_attn", "^single_transformer_blocks_#"], Never = [.. Other, .. Modulation], Widths = Widths, Blocks = Blocks, Known = Outer, IsShared = true, NeedsName = true },
            ],
            Names = [new("chroma"), new("chroma1*"), new("chromaradiance*", "radiance"), new("chroma1radiance*", "radiance"), new("chromahd*", "hd"), new("chroma1hd*", "hd")],
            TensorVariants = [.. Pixels.Select(static pattern => new NameHint(pattern, "radiance"))],
            Words = [new("radiance", "radiance")],
        },
    ];

    /// <summary>Gets the widths of the blocks, which several models have.</summary>
    public static LayerWidth[] BlockWidths =>
    [
        .. Layers(3072, 9216, "^double_blocks_#_img_attn_qkv$", "^double_blocks_#_txt_attn_qkv$", "^single_blocks_#_modulation_lin$", "^single_transformer_blocks_#_norm_linear$"),
        .. Layers(3072, 3072, "^double_blocks_#_img_attn_proj$", "^double_blocks_#_txt_attn_proj$"),
        .. Layers(3072, 12288, "^double_blocks_#_img_mlp_0$", "^double_blocks_#_txt_mlp_0$", "^transformer_blocks_#_ff_net_#_proj$", "^transformer_blocks_#_ff_context_net_#_proj$", "^single_transformer_blocks_#_proj_mlp$"),
        .. Layers(12288, 3072, "^double_blocks_#_img_mlp_2$", "^double_blocks_#_txt_mlp_2$", "^transformer_blocks_#_ff_net_2$", "^transformer_blocks_#_ff_context_net_2$"),
        .. Layers(3072, 18432, "^double_blocks_#_img_mod_lin$", "^double_blocks_#_txt_mod_lin$", "^transformer_blocks_#_norm1_linear$", "^transformer_blocks_#_norm1_context_linear$"),
        .. Layers(3072, 21504, "^single_blocks_#_linear1$"), .. Layers(15360, 3072, "^single_blocks_#_linear2$", "^single_transformer_blocks_#_proj_out$"),
        .. AttentionWidths,
    ];

    /// <summary>Gets the widths of attention in diffusers names, which even more models have.</summary>
    public static LayerWidth[] AttentionWidths =>
    [
        .. Layers(3072, 3072, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^transformer_blocks_#_attn_add_q_proj$", "^transformer_blocks_#_attn_add_k_proj$"),
        .. Layers(3072, 3072, "^transformer_blocks_#_attn_add_v_proj$", "^transformer_blocks_#_attn_to_out_0$", "^transformer_blocks_#_attn_to_add_out$"),
        .. Layers(3072, 3072, "^single_transformer_blocks_#_attn_to_q$", "^single_transformer_blocks_#_attn_to_k$", "^single_transformer_blocks_#_attn_to_v$"),
    ];

    // The names of Nunchaku, which fuses layers.
    private static LayerWidth[] PackedWidths =>
    [
        .. from block in (string[])["^transformer_blocks_#", "^single_transformer_blocks_#"]
           from rule in (LayerWidth[])[.. Layers(3072, 9216, $"{block}_qkv_proj$"), .. Layers(3072, 3072, $"{block}_out_proj$"), .. Layers(3072, 12288, $"{block}_mlp_fc1$"), .. Layers(12288, 3072, $"{block}_mlp_fc2$")]
           select rule,
        .. Layers(3072, 9216, "^transformer_blocks_#_qkv_proj_context$"), .. Layers(3072, 3072, "^transformer_blocks_#_out_proj_context$"), .. Layers(3072, 12288, "^transformer_blocks_#_mlp_context_fc1$"),
        .. Layers(12288, 3072, "^transformer_blocks_#_mlp_context_fc2$"),
    ];

    private static LayerWidth[] Widths =>
    [
        .. BlockWidths, .. Layers(4096, 3072, "^txt_in$", "^context_embedder$"), In("^img_in$", 64, 128, 384), In("^x_embedder$", 64, 128, 384), Out("^proj_out$", 64),
    ];
}
