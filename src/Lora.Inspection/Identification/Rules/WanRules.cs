using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// Wan: <c>blocks.N</c> with <c>self_attn.q</c>, <c>cross_attn.q</c> and <c>ffn</c>, in diffusers <c>attn1.to_q</c>, <c>attn2.to_q</c>. The width shows the size. 2.1 14B and both
/// experts of 2.2 A14B have the same tensors; only 2.1 image to video has extra layers for the image.
/// </summary>
internal static class WanRules
{
    private static readonly string[] Marks =
    [
        "^blocks_#_self_attn_q$", "^blocks_#_self_attn_k$", "^blocks_#_self_attn_v$", "^blocks_#_self_attn_o$", "^blocks_#_cross_attn_q$", "^blocks_#_cross_attn_k$", "^blocks_#_cross_attn_v$",
        "^blocks_#_cross_attn_o$", "^blocks_#_ffn_0$", "^blocks_#_ffn_2$", "^blocks_#_attn1_to_q$", "^blocks_#_attn1_to_k$", "^blocks_#_attn1_to_v$", "^blocks_#_attn2_to_q$", "^blocks_#_attn2_to_k$",
        "^blocks_#_attn2_to_v$", "^blocks_#_attn1_to_out_0$", "^blocks_#_attn2_to_out_0$", "^blocks_#_ffn_net", "^vace_blocks_#", "^blocks_#_cross_attn_k_img$", "^blocks_#_cross_attn_v_img$",
    ];

    private static readonly string[] Image = ["^blocks_#_cross_attn_k_img", "^blocks_#_cross_attn_v_img", "^blocks_#_attn2_add_k_proj", "^blocks_#_attn2_add_v_proj", "^img_emb_proj"];

    private static readonly string[] Vace =
    [
        .. from layer in (string[])["self_attn_q", "self_attn_k", "self_attn_v", "self_attn_o", "cross_attn_q", "cross_attn_k", "cross_attn_v", "cross_attn_o", "ffn_0", "ffn_2", "before_proj", "after_proj"]
           select $"^vace_blocks_#_{layer}$",
        .. from layer in (string[])["attn1_to_q", "attn1_to_k", "attn1_to_v", "attn1_to_out_0", "attn2_to_q", "attn2_to_k", "attn2_to_v", "attn2_to_out_0", "ffn_net_#_proj", "ffn_net_2", "proj_in", "proj_out"]
           select $"^vace_blocks_#_{layer}$",
    ];

    private static readonly string[] Outer =
    [
        "^text_embedding", "^time_embedding", "^time_projection_#$", "^head_head", "^patch_embedding", "^condition_embedder", "^proj_out", "^img_emb_proj", .. Vace, "^vace_patch_embedding", "^blocks_#_modulation",
        "^face_adapter", "^motion_encoder", "^face_encoder", "^pose_patch_embedding",
    ];

    private static readonly string[] Never = ["^blocks_#_self_attn_qkv", "^blocks_#_self_attn_proj", "^blocks_#_cross_attn_context_kv", "^blocks_#_skip_linear", "^blocks_#_self_attn_q_proj", "^blocks_#_cross_attn_q_proj", "^blocks_#_mlp", "^blocks_#_adaln_modulation_self_attn", "^blocks_#_adaln_modulation_cross_attn"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Wan,
            Name = "Wan",
            Layouts = [new() { Marks = Marks, Never = Never, Known = [.. Widths(0, 0).Select(static width => width.Pattern), .. Outer] }],
            Names = [new("wan"), new("wanvideo*"), new("wan21*"), new("wan22*", "2.2")],
            TensorVariants = [new("^vace_blocks_#", "vace")],
            Words = Versions,
        },
        new()
        {
            Id = LoraFamilies.Wan14B,
            Name = "Wan 14B",
            Parent = LoraFamilies.Wan,
            AlsoFits = [LoraFamilies.Wan22I2V14B, LoraFamilies.Wan22T2V14B, LoraFamilies.Wan21I2V14B],
            Layouts = [new() { Marks = Marks, Never = [.. Never, .. Image], Widths = Widths(5120, 13824), Blocks = [new("^blocks_#", 0, 0, 39)], Known = Outer, NeedsWidth = true }],
            Names = [new("wan*14b*"), new("wan*14b21*", "2.1"), new("wan*14b22*", "2.2"), new("wans2v*", "s2v"), new("infinitetalk*", "infinitetalk"), new("infinitetalk*14b*", "infinitetalk"), new("wanvideo14b*"), new("wan21*14b*", "2.1"), new("wan21*t2v*14b*", "2.1-t2v"), new("wan22*14b*", "2.2")],
            TensorVariants = [new("^vace_blocks_#", "vace")],
            Words = [new("wan22i2v", "2.2-i2v"), new("wan22t2v", "2.2-t2v"), new("wan22a14bi2v", "2.2-i2v"), new("wan22a14bt2v", "2.2-t2v"), .. Versions],
        },
        new()
        {
            Id = LoraFamilies.Wan21I2V14B,
            Name = "Wan 2.1 14B image to video",
            Parent = LoraFamilies.Wan14B,
            Layouts = [new() { Marks = Image, Never = Never, Widths = [.. Widths(5120, 13824), In("^img_emb_proj_#$", 1280)], Blocks = [new("^blocks_#", 0, 0, 39)], Known = Outer, NeedsWidth = true }],
            Names = [new("wan21*i2v*", "2.1-i2v"), new("wanvideo14bi2v*"), new("wanvideo14bi2v480p", "480p"), new("wanvideo14bi2v720p", "720p"), new("wan21*14b*i2v*"), new("wan21*i2v*14b*"), new("wan21*image2video*"), new("wan21*image2video*14b*"), new("wan21*flf2v*"), new("wan21*flf2v*14b*")],
        },
        new()
        {
            Id = LoraFamilies.Wan22I2V14B,
            Name = "Wan 2.2 A14B image to video",
            Parent = LoraFamilies.Wan14B,
            AlsoFits = [LoraFamilies.Wan22T2V14B],
            Names = [new("wan22*i2v*", "2.2-i2v"), new("wanvideo22i2v*", "2.2-i2v"), new("wanvideo22i2va14b*", "2.2-i2v"), new("wan22*image2video*14b*", "2.2-i2v"), new("wan22*i2v*14b*", "2.2-i2v"), new("wan22*image2video*", "2.2-i2v"), new("wan22*14b*i2v*", "2.2-i2v")],
        },
        new()
        {
            Id = LoraFamilies.Wan22T2V14B,
            Name = "Wan 2.2 A14B text to video",
            Parent = LoraFamilies.Wan14B,
            AlsoFits = [LoraFamilies.Wan22I2V14B],
            Names = [new("wan22*t2v*", "2.2-t2v"), new("wanvideo22t2v*", "2.2-t2v"), new("wanvideo22t2va14b*", "2.2-t2v"), new("wan22*text2video*14b*", "2.2-t2v"), new("wan22*t2v*14b*", "2.2-t2v"), new("wan22*text2video*", "2.2-t2v"), new("wan22*14b*t2v*", "2.2-t2v")],
        },
        new()
        {
            Id = LoraFamilies.Wan21Small,
            Name = "Wan 2.1 1.3B",
            Parent = LoraFamilies.Wan,
            Layouts = [new() { Marks = Marks, Never = Never, Widths = Widths(1536, 8960), Blocks = [new("^blocks_#", 0, 0, 29)], Known = Outer, NeedsWidth = true }],
            Names = [new("wan*13b*"), new("wan*13b21*"), new("wan21*13b*"), new("wanvideo13b*"), new("wan21*i2v*13b*"), new("wan21*image2video*13b*")],
        },
        new()
        {
            Id = LoraFamilies.Wan22Small,
            Name = "Wan 2.2 5B",
            Parent = LoraFamilies.Wan,
            Layouts = [new() { Marks = Marks, Never = Never, Widths = Widths(3072, 14336), Blocks = [new("^blocks_#", 0, 0, 29)], Known = Outer, NeedsWidth = true }],
            Names = [new("wan22*5b*"), new("wan22*ti2v*"), new("wanvideo22ti2v*"), new("wanvideo22ti2v5b*"), new("wan22*ti2v*5b*")],
        },
        new() { Id = LoraFamilies.Wan25, Name = "Wan 2.5", Names = [new("wan25*"), new("wanvideo25*")] },
        new() { Id = LoraFamilies.Wan27, Name = "Wan 2.7", Names = [new("wan27*"), new("wanvideo27*"), new("wanimage27*")] },
    ];

    private static NameHint[] Versions => [new("wan22", "2.2"), new("wan21", "2.1")];

    private static LayerWidth[] Widths(long width, long inner) =>
    [
        .. Layers(width, width, "^blocks_#_self_attn_q$", "^blocks_#_self_attn_k$", "^blocks_#_self_attn_v$", "^blocks_#_self_attn_o$", "^vace_blocks_#_self_attn_q$"),
        .. Layers(width, width, "^blocks_#_cross_attn_q$", "^blocks_#_cross_attn_k$", "^blocks_#_cross_attn_v$", "^blocks_#_cross_attn_o$", "^blocks_#_cross_attn_k_img$", "^blocks_#_cross_attn_v_img$"),
        .. Layers(width, width, "^blocks_#_attn1_to_q$", "^blocks_#_attn1_to_k$", "^blocks_#_attn1_to_v$", "^blocks_#_attn1_to_out_0$"),
        .. Layers(width, width, "^blocks_#_attn2_to_q$", "^blocks_#_attn2_to_k$", "^blocks_#_attn2_to_v$", "^blocks_#_attn2_to_out_0$", "^blocks_#_attn2_add_k_proj$", "^blocks_#_attn2_add_v_proj$"),
        In("^blocks_#_ffn_0$", width), Out("^blocks_#_ffn_0$", width, inner), .. Layers(width, inner, "^blocks_#_ffn_net_#_proj$"), In("^blocks_#_ffn_2$", width, inner), Out("^blocks_#_ffn_2$", width), Out("^blocks_#_ffn_net_2$", width),
    ];
}
