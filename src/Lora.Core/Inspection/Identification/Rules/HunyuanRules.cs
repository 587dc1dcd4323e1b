using static Lora.Inspection.LoraLayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// HunyuanVideo has the blocks of FLUX.1, one more of each double and two more single, with <c>fc1</c> in its MLPs. FramePack is the same model in the names of diffusers.
/// HunyuanVideo 1.5 and HunyuanImage are of other widths.
/// </summary>
internal static class HunyuanRules
{
    private static readonly string[] Marks = ["^double_blocks_#", "^single_blocks_#"];

    private static readonly string[] Diffusers = ["^transformer_blocks_#_attn", "^single_transformer_blocks_#"];

    private static readonly string[] Own =
    [
        "^double_blocks_#_img_mlp_fc1", "^double_blocks_#_txt_mlp_fc1", "^double_blocks_#_img_mlp_fc2", "^double_blocks_#_txt_mlp_fc2", "^double_blocks_#_img_mod_linear",
        "^double_blocks_#_txt_mod_linear", "^single_blocks_#_modulation_linear", "individual_token_refiner",
    ];

    private static readonly string[] FluxOwn =
        ["^double_blocks_#_img_mod_lin", "^double_blocks_#_txt_mod_lin", "^single_blocks_#_modulation_lin", "^double_blocks_#_img_mlp_0", "^double_blocks_#_img_mlp_2", "^double_blocks_#_processor", "^distilled_guidance_layer"];

    private static readonly string[] NewerOwn = ["^cond_type_embedding", "^byt5_in", "^vision_in"];

    public static IReadOnlyList<LoraFamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.HunyuanVideo15,
            Name = "HunyuanVideo 1.5",
            Layouts = [new() { Marks = [.. Marks, .. NewerOwn], Widths = Widths(2048), NeedsWidth = true }, new() { Marks = ["^cond_type_embedding", "^vision_in"], Proofs = ["^cond_type_embedding", "^vision_in"] }],
            Names = [new("hunyuanvideo15*"), new("hv15*")],
        },
        new()
        {
            Id = LoraFamilies.HunyuanImage,
            Name = "HunyuanImage 2.1",
            Layouts = [new() { Marks = Marks, Widths = Widths(3584), NeedsWidth = true }],
            Names = [new("hunyuanimage*")],
        },
        new()
        {
            Id = LoraFamilies.HunyuanVideo,
            Name = "HunyuanVideo",
            AlsoFits = [LoraFamilies.FramePack],
            Layouts =
            [
                new() { Marks = Own, Proofs = Own, Never = NewerOwn, Widths = Widths(3072), Blocks = [new("^double_blocks_#", 0, 0, 19), new("^single_blocks_#", 0, 0, 39)] },
                new()
                {
                    Marks = Marks,
                    Proofs = Marks,
                    Never = NewerOwn,
                    Widths = Widths(3072),
                    Blocks = [new("^double_blocks_#", 0, 0, 19), new("^single_blocks_#", 0, 0, 39)],
                    NeedsBlocks = [new("^double_blocks_#", 0, 19, 19), new("^single_blocks_#", 0, 38, 39)],
                },
                new() { Marks = Diffusers, Needs = ["^single_transformer_blocks_#"], Widths = Widths(3072), Blocks = DiffusersBlocks, NeedsBlocks = [new("^transformer_blocks_#", 0, 19, 19), new("^single_transformer_blocks_#", 0, 38, 39)] },
                new() { Marks = Marks, Never = FluxOwn, Widths = Widths(3072), NeedsName = true },
            ],
            Names = [new("hunyuanvideo*"), new("hunyuan"), new("hunyuanvideoi2v*", "i2v")],
        },
        new()
        {
            Id = LoraFamilies.FramePack,
            Name = "FramePack",
            AlsoFits = [LoraFamilies.HunyuanVideo],
            Layouts =
            [
                new() { Marks = Diffusers, Needs = ["^single_transformer_blocks_#"], Widths = Widths(3072), Blocks = DiffusersBlocks, NeedsBlocks = [new("^transformer_blocks_#", 0, 19, 19), new("^single_transformer_blocks_#", 0, 38, 39)] },
                new() { Marks = [.. Diffusers, .. Marks], Never = FluxOwn, Widths = Widths(3072), NeedsName = true },
            ],
            Names = [new("framepack*")],
        },
    ];

    private static LoraBlockNumbers[] DiffusersBlocks => [new("^transformer_blocks_#", 0, 0, 19), new("^single_transformer_blocks_#", 0, 0, 39)];

    private static LoraLayerWidth[] Widths(long width) =>
    [
        In("^double_blocks_#_img_attn_qkv$", width), In("^double_blocks_#_txt_attn_qkv$", width), In("^double_blocks_#_img_attn_q$", width), In("^double_blocks_#_img_attn_proj$", width),
        In("^single_blocks_#_linear1$", width), In("^single_blocks_#_linear2$", 5 * width), In("^transformer_blocks_#_attn_to_q$", width), In("^transformer_blocks_#_attn_to_k$", width), In("^single_transformer_blocks_#_attn_to_q$", width),
    ];
}
