using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>
/// LTX-Video and LTX-2: <c>transformer_blocks.N.attn1</c> and <c>attn2</c>; 2B has 28 blocks of width 2048, 13B has 48 of 4096. LTX-2 adds audio; a LoRA of its video layers alone
/// looks like one for 13B. LTX-2.3 adds gates in attention and a modulation by the prompt.
/// </summary>
internal static class LtxRules
{
    private static readonly string[] Marks = ["^transformer_blocks_#_attn1", "^transformer_blocks_#_attn2", "^transformer_blocks_#_ff_net", "^patchify_proj", "^adaln_single"];

    private static readonly string[] Sound =
        ["^transformer_blocks_#_audio_attn1", "^transformer_blocks_#_audio_attn2", "^transformer_blocks_#_audio_ff", "^transformer_blocks_#_audio_to_video_attn", "^transformer_blocks_#_video_to_audio_attn", "^audio_adaln_single", "^audio_patchify_proj", "^av_ca_video_scale_shift_adaln_single", "^av_ca_a2v_gate_adaln_single", "^av_ca_audio_scale_shift_adaln_single", "^av_ca_v2a_gate_adaln_single"];

    private static readonly string[] Newer =
    [
        "^prompt_adaln_single", "^audio_prompt_adaln_single", "^prompt_adaln", "^audio_prompt_adaln", "^transformer_blocks_#_attn1_to_gate_logits", "^transformer_blocks_#_attn2_to_gate_logits",
        "^transformer_blocks_#_audio_attn1_to_gate_logits", "^transformer_blocks_#_audio_attn2_to_gate_logits", "^transformer_blocks_#_audio_to_video_attn_to_gate_logits", "^transformer_blocks_#_video_to_audio_attn_to_gate_logits",
    ];

    private static readonly string[] Outer = ["^patchify_proj", "^proj_in", "^proj_out", "^adaln_single", "^time_embed", "^caption_projection", "^norm_out", "^scale_shift_table"];

    private static readonly string[] SoundOuter =
    [
        "^audio_caption_projection", "^audio_proj_in", "^audio_proj_out", "^audio_time_embed", "^av_cross_attn_video_scale_shift", "^av_cross_attn_audio_scale_shift", "^av_cross_attn_video_a2v_gate", "^av_cross_attn_audio_v2a_gate",
        "^text_embedding_projection", "^connectors", "^video_embeddings_connector", "^audio_embeddings_connector",
    ];

    private static readonly string[] Never = ["^transformer_blocks_#_attn1_add_q_proj", "^transformer_blocks_#_attn1_add_k_proj", "^transformer_blocks_#_attn1_to_qkv", "^single_transformer_blocks_#", "^transformer_blocks_#_attn", "^transformer_blocks_#_norm1_linear", "^transformer_blocks_#_norm1_linear_1", "^transformer_blocks_#_ff_context", "^down_blocks_#", "^up_blocks_#"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.LtxVideo,
            Name = "LTX-Video",
            Layouts =
            [
                new() { Marks = Marks, Never = [.. Never, .. Sound, .. Newer], Widths = Widths(2048), Known = Outer, NeedsWidth = true, Blocks = [new("^transformer_blocks_#", 0, 0, 27)] },
                new() { Marks = Marks, Never = [.. Never, .. Sound, .. Newer], Widths = Widths(4096), Known = Outer, NeedsWidth = true, IsShared = true, Blocks = [new("^transformer_blocks_#", 0, 0, 47)] },
            ],
            Names = [new("ltxv*"), new("lightricksltxvideo*"), new("ltxvideo*"), new("ltxv09**"), new("ltxvideo09**"), new("ltxv*13b*", "13b"), new("ltxv*13b09**", "13b"), new("ltxv2b*", "2b"), new("ltxv2b09**", "2b")],
        },
        new()
        {
            Id = LoraFamilies.Ltx2,
            Name = "LTX-2",
            Layouts =
            [
                new() { Marks = [.. Sound, .. Newer], Proofs = [.. Sound, .. Newer], Never = Never, Widths = [.. Widths(4096), .. SoundWidths], Known = [.. Outer, .. SoundOuter], Blocks = [new("^transformer_blocks_#", 0, 0, 47)] },
                new() { Marks = Marks, Never = Never, Widths = Widths(4096), Known = Outer, NeedsWidth = true, IsShared = true, Blocks = [new("^transformer_blocks_#", 0, 0, 47)] },
            ],
            TensorVariants = [.. Newer.Select(static pattern => new NameHint(pattern, "2.3"))],
            Names = [new("ltx2*"), new("ltx219b*"), new("ltx2322b*", "2.3"), new("ltx25*", "2.5"), new("ltxvideo2*"), new("ltxvideo220*"), new("ltxvideo223*", "2.3"), new("ltxvideo225*", "2.5"), new("ltxv2"), new("lightricksltxvideo2"), new("ltx23*", "2.3"), new("ltxv23*", "2.3"), new("lightricksltxvideo23*", "2.3"), new("lightricksltxvideo25*", "2.5")],
        },
    ];

    private static LayerWidth[] SoundWidths =>
    [
        In("^transformer_blocks_#_audio_attn1_to_q$", 2048), In("^transformer_blocks_#_audio_attn1_to_k$", 2048), In("^transformer_blocks_#_audio_attn1_to_v$", 2048), In("^transformer_blocks_#_audio_attn1_to_out_0$", 2048),
        In("^transformer_blocks_#_audio_attn2_to_q$", 2048), In("^transformer_blocks_#_audio_attn2_to_out_0$", 2048), In("^transformer_blocks_#_audio_ff_net_#_proj$", 2048), Out("^transformer_blocks_#_audio_ff_net_2$", 2048),
        .. Layers(4096, 2048, "^transformer_blocks_#_audio_to_video_attn_to_q$"), .. Layers(2048, 4096, "^transformer_blocks_#_audio_to_video_attn_to_out_0$"), In("^transformer_blocks_#_video_to_audio_attn_to_k$", 4096),
    ];

    private static LayerWidth[] Widths(params long[] widths) =>
    [
        In("^transformer_blocks_#_attn1_to_q$", widths), In("^transformer_blocks_#_attn1_to_k$", widths), In("^transformer_blocks_#_attn1_to_v$", widths), In("^transformer_blocks_#_attn1_to_out_0$", widths),
        In("^transformer_blocks_#_attn2_to_q$", widths), In("^transformer_blocks_#_attn2_to_k$", widths), In("^transformer_blocks_#_attn2_to_v$", widths), In("^transformer_blocks_#_attn2_to_out_0$", widths),
        In("^transformer_blocks_#_ff_net_#_proj$", widths), In("^patchify_proj$", 128), Out("^patchify_proj$", widths), Out("^transformer_blocks_#_attn1_to_q$", widths), Out("^transformer_blocks_#_ff_net_2$", widths),
    ];
}
