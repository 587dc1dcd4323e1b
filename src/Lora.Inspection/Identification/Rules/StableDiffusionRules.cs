using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// The UNets: SD 1, SD 2, SDXL and Kolors. All have the same names, in the style of diffusers (<c>down_blocks</c>) or of the original code (<c>input_blocks</c>). The width of the
/// text input of cross-attention distinguishes them, else the number of transformers in each block.
/// </summary>
internal static class StableDiffusionRules
{
    private static readonly string[] Unet = ["^down_blocks_#", "^mid_block", "^up_blocks_#", "^input_blocks_#", "^middle_block_#", "^output_blocks_#"];

    // The layers that AnimateDiff adds to a UNet.
    private static readonly string[] Motion = ["motion_modules", "temporal_transformer"];

    private static readonly string[] CascadeOwn = ["^prior_down_blocks_#", "^prior_up_blocks_#", "^prior_clip_txt_mapper", "^prior_clip_txt_pooled_mapper", "^prior_clip_img_mapper", "^te_prior"];

    private static readonly string[] Other = [.. Motion, "attn_qkv_image", "attn_qkv_text"];

    private static readonly string[] CascadeLayers =
        ["attention_to_q$", "attention_to_k$", "attention_to_v$", "attention_to_out_0$", "attention_attn_in_proj$", "attention_attn_out_proj$", "kv_mapper_1$", "channelwise_0$", "channelwise_4$", "depthwise$", "mapper$", "mapper_sca$", "mapper_crp$"];

    private static readonly string[] KolorsUnet = ["^down_blocks_#", "^mid_block", "^up_blocks_#"];

    // The layers that an IP-adapter adds to cross-attention.
    private static readonly string[] ImagePrompt = ["^ip_adapter_#_to_k_ip", "^ip_adapter_#_to_v_ip"];

    private static readonly string[] Transformers = ["^double_blocks_#", "^single_blocks_#", "^transformer_blocks_#", "^single_transformer_blocks_#", "^joint_blocks_#", "^layers_#", "^blocks_#"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Sdxl,
            Name = "SDXL",
            Layouts =
            [
                new() { Marks = ["^input_blocks_#", "^middle_block_#", "^output_blocks_#"], Never = ["^te3", .. Other], Widths = Text(2048, 1280), Blocks = LargeBlocks, Depth = LargeDepth, Known = UnetLayers.All },
                new() { Marks = KolorsUnet, Needs = ["^te2_text_model"], Never = ["^te3", .. Other], Widths = Text(2048, 1280), Blocks = LargeBlocks, Depth = LargeDepth, Known = UnetLayers.All },
                new() { Marks = KolorsUnet, Never = ["^te3", .. Other], Widths = Text(2048, 1280), Blocks = LargeBlocks, Depth = LargeDepth, Known = UnetLayers.All, IsShared = true },
                new() { Marks = ["^te1_text_model", "^te2_text_model"], Never = ["^te2_encoder", "^te3", .. Transformers], IsWeak = true },
                new() { Marks = ImagePrompt, Widths = ImagePromptWidth(2048), NeedsWidth = true },
                new() { Marks = ["^clip_g$"], Needs = ["^clip_l$"], Widths = [In("^clip_g$", 1280)], IsWeak = true },
            ],
            Names =
            [
                new("sdxl*"), new("sdxl09*"), new("sdxl10*"), new("sdxlbase09*"), new("sdxlbase10*"), new("sdxlrefiner09*"), new("sdxlrefiner10*"), new("sdxlbasev10*"), new("sdxl10lcm*", "lcm"), new("stablediffusionxl*"), new("stablediffusionxl10*"), new("stablediffusionxlv1*"),
                new("stablediffusionxlbase09*"), new("stablediffusionxlbase10*"), new("sdxlturbo*", "turbo"), new("sdxllightning*", "lightning"), new("sdxlhyper*", "hyper"), new("sdxl*lcm", "lcm"),
                new("sdxldistilled*"), new("ssd", "ssd-1b"), new("ssd1b*", "ssd-1b"), new("vega", "vega"), new("segmindvega*", "vega"), new("pony", "pony"), new("ponyv6*", "pony"), new("ponydiffusion**", "pony"), new("illustrious**", "illustrious"), new("noobai**", "noobai"),
            ],
            Words =
            [
                new("pony", "pony"), new("ponydiffusion", "pony"), new("ponyxl", "pony"), new("illustrious", "illustrious"), new("ilxl", "illustrious"), new("illu", "illustrious"),
                new("noobai", "noobai"), new("noob", "noobai"), new("animagine", "animagine"),
            ],
        },
        new()
        {
            Id = LoraFamilies.Sd1,
            Name = "Stable Diffusion 1",
            Layouts =
            [
                new() { Marks = Unet, Never = ["^te1", "^te2", "^te3", .. Other], Widths = [.. Text(768), .. Encoder(768)], Blocks = SmallBlocks, Depth = SmallDepth, Known = UnetLayers.All },
                new()
                {
                    Marks = Motion,
                    Widths = [In("attention_blocks_#_to_q", 320, 640, 1280), In("attention_blocks_#_processor_to_q", 320, 640, 1280), In("attn1_to_q", 320, 640, 1280), In("attn1_processor_to_q", 320, 640, 1280)],
                    NeedsBlocks = [new("^down_blocks_#", 0, 3, 3), new("^up_blocks_#", 0, 3, 3)],
                    Depth = [],
                    Known = UnetLayers.Motion,
                    IsShared = true,
                    Variant = "animatediff",
                },
                new() { Marks = ["^te_text_model", "^te_#"], Never = [.. Transformers, "^te1", "^te2", "^te3"], Widths = [In("^te_#$", 768), .. Encoder(768)], IsWeak = true },
                new() { Marks = ImagePrompt, Widths = ImagePromptWidth(768), NeedsWidth = true },
                new() { Marks = ["^emb_params"], Widths = [In("^emb_params$", 768)], NeedsWidth = true, IsWeak = true },
                new() { Marks = ["^#$"], Widths = [In("^#$", 768)], NeedsWidth = true, IsWeak = true },
            ],
            Names = [new("sd1"), new("sd1x**"), new("sd14"), new("sd15*"), new("sdv1*"), new("sdv14*"), new("sdv15*"), new("stablediffusionv1*"), new("stablediffusionv14*"), new("stablediffusionv15*"), new("stablediffusion1*"), new("stablediffusion14*"), new("stablediffusion15*"), new("v15pruned*"), new("sd15lcm", "lcm"), new("sd15hyper", "hyper")],
        },
        new()
        {
            Id = LoraFamilies.Sd2,
            Name = "Stable Diffusion 2",
            Layouts =
            [
                new() { Marks = Unet, Never = ["^te1", "^te2", "^te3", .. Other], Widths = [.. Text(1024), .. Encoder(1024)], Blocks = SmallBlocks, Depth = SmallDepth, Known = UnetLayers.All },
                new() { Marks = ["^te_text_model", "^te_#"], Never = [.. Transformers, "^te1", "^te2", "^te3"], Widths = [In("^te_#$", 1024), .. Encoder(1024)], NeedsWidth = true, IsWeak = true },
                new() { Marks = ImagePrompt, Widths = ImagePromptWidth(1024), NeedsWidth = true },
                new() { Marks = ["^emb_params"], Widths = [In("^emb_params$", 1024)], NeedsWidth = true, IsWeak = true },
                new() { Marks = ["^#$"], Widths = [In("^#$", 1024)], NeedsWidth = true, IsWeak = true },
            ],
            Names = [new("sd2"), new("sd2x**"), new("sd20*"), new("sd21*"), new("sdv2*"), new("sdv21*"), new("stablediffusionv2*"), new("stablediffusionv21*"), new("stablediffusion2*"), new("stablediffusion20*"), new("stablediffusion21*"), new("v21768*"), new("v21512*"), new("sdv2v", "v-prediction"), new("stablediffusionv2768v", "v-prediction")],
        },
        new()
        {
            // The UNet of SDXL with another text encoder. Its LoRAs have diffusers names and no text encoders.
            Id = LoraFamilies.Kolors,
            Name = "Kolors",
            Layouts =
            [
                new()
                {
                    Marks = KolorsUnet,
                    Needs = ["transformer_blocks_#"],
                    Never = ["^te_text_model", "^te1_text_model", "^te2_text_model", .. Other],
                    Widths = Text(2048),
                    Blocks = LargeBlocks,
                    Depth = LargeDepth,
                    Known = UnetLayers.All,
                    IsShared = true,
                    NeedsWidth = true,
                    NeedsDots = true,
                },
                new() { Marks = KolorsUnet, Never = ["^te_text_model", "^te1_text_model", "^te2_text_model", .. Other], Widths = Text(2048), Blocks = LargeBlocks, Depth = LargeDepth, Known = UnetLayers.All, IsShared = true, NeedsName = true },
            ],
            Names = [new("kolors*"), new("kolors10*")],
        },
        new()
        {
            Id = LoraFamilies.Cascade,
            Name = "Stable Cascade",
            Layouts = [new() { Marks = CascadeOwn, Proofs = CascadeOwn, Never = ["^prior_projector", "^prior_token_embedding"], Widths = [In("attention_to_q", 1536, 1280, 2048), In("attention_attn_in_proj", 2048, 1536)], Known = CascadeLayers }],
            Names = [new("stablecascade*"), new("stablecascade1*"), new("wuerstchen*"), new("wuerstchen2*")],
        },
    ];

    // SDXL has ten transformers in its innermost blocks.
    private static BlockRange[] LargeDepth =>
    [
        new("^mid_block_attentions_#_transformer_blocks_#", 1, 9, 9), new("^middle_block_#_transformer_blocks_#", 1, 9, 9),
        new("^down_blocks_#_attentions_#_transformer_blocks_#", 2, 9, 9), new("^up_blocks_#_attentions_#_transformer_blocks_#", 2, 9, 9),
        new("^input_blocks_#_#_transformer_blocks_#", 2, 9, 9), new("^output_blocks_#_#_transformer_blocks_#", 2, 9, 9),
    ];

    // SDXL has no fourth level, no transformer in its first and last, and up to ten in a block.
    private static BlockRange[] LargeBlocks =>
    [
        new("^down_blocks_#_attentions_#_transformer_blocks_#", 0, 1, 2), new("^up_blocks_#_attentions_#_transformer_blocks_#", 0, 0, 1),
        new("^input_blocks_#_#_transformer_blocks_#", 0, 4, 8), new("^output_blocks_#_#_transformer_blocks_#", 0, 0, 5),
        new("^down_blocks_#_attentions_#_transformer_blocks_#", 2, 0, 9), new("^up_blocks_#_attentions_#_transformer_blocks_#", 2, 0, 9),
        new("^input_blocks_#_#_transformer_blocks_#", 2, 0, 9), new("^output_blocks_#_#_transformer_blocks_#", 2, 0, 9),
        new("^mid_block_attentions_#_transformer_blocks_#", 1, 0, 9), new("^middle_block_#_transformer_blocks_#", 1, 0, 9),
        new("^down_blocks_#", 0, 0, 2), new("^up_blocks_#", 0, 0, 2), new("^input_blocks_#", 0, 0, 8), new("^output_blocks_#", 0, 0, 8),
    ];

    // SD 1 and 2 have one transformer in a block, and none in the innermost level.
    private static BlockRange[] SmallBlocks =>
    [
        new("^down_blocks_#_attentions_#_transformer_blocks_#", 0, 0, 2), new("^up_blocks_#_attentions_#_transformer_blocks_#", 0, 1, 3),
        new("^input_blocks_#_#_transformer_blocks_#", 0, 1, 8), new("^output_blocks_#_#_transformer_blocks_#", 0, 3, 11),
        new("^down_blocks_#_attentions_#_transformer_blocks_#", 2, 0, 0), new("^up_blocks_#_attentions_#_transformer_blocks_#", 2, 0, 0),
        new("^mid_block_attentions_#_transformer_blocks_#", 1, 0, 0), new("^middle_block_#_transformer_blocks_#", 1, 0, 0),
        new("^input_blocks_#_#_transformer_blocks_#", 2, 0, 0), new("^output_blocks_#_#_transformer_blocks_#", 2, 0, 0),
    ];

    // The last transformers of SD 1 and 2. The one in the middle doesn't show how many levels there are.
    private static BlockRange[] SmallDepth =>
    [
        new("^down_blocks_#_attentions_#_transformer_blocks_#", 0, 0, 2), new("^up_blocks_#_attentions_#_transformer_blocks_#", 0, 1, 3),
        new("^input_blocks_#_#_transformer_blocks_#", 0, 1, 8), new("^output_blocks_#_#_transformer_blocks_#", 0, 3, 11),
    ];

    // The first LoRAs of diffusers were named after the attention processors.
    private static LayerWidth[] Text(params long[] widths) => [In("attn2_to_k$", widths), In("attn2_to_v$", widths), In("attn2_processor_to_k$", widths), In("attn2_processor_to_v$", widths)];

    private static LayerWidth[] ImagePromptWidth(long width) => [In("^ip_adapter_#_to_k_ip$", width), In("^ip_adapter_#_to_v_ip$", width)];

    private static LayerWidth[] Encoder(long width) =>
    [
        In("^te_text_model_encoder_layers_#_mlp_fc1$", width), In("^te_text_model_encoder_layers_#_self_attn_q_proj$", width),
        In("^te_text_model_encoder_layers_#_self_attn_k_proj$", width), Out("^te_text_model_encoder_layers_#_self_attn_k_proj$", width),
    ];
}
