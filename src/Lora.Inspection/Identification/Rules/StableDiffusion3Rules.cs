using static Lora.Inspection.Identification.LayerWidth;

namespace Lora.Inspection.Identification.Rules;

/// <summary>SD 3 and 3.5: joint blocks, 24 of width 1536 (medium) or 38 of width 2432 (large). Trainers that follow diffusers name them <c>transformer_blocks</c>.</summary>
internal static class StableDiffusion3Rules
{
    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Sd3,
            Name = "Stable Diffusion 3",
            Layouts =
            [
                new() { Marks = ["^joint_blocks_#"], Widths = Native(1536), Blocks = [new("^joint_blocks_#", 0, 0, 23)], Known = Outer },
                new() { Marks = ["^te3"], Needs = ["^te2_text_model"], Proofs = ["^te3"], Never = [.. Others, "^joint_blocks_#", "^transformer_blocks_#"] },
                new() { Marks = ["^te3"], Never = [.. Others, "^joint_blocks_#", "^transformer_blocks_#"], IsWeak = true },
                new() { Marks = ["^te1_text_model"], Never = Others, IsWeak = true },
                new() { Marks = ["^transformer_blocks_#_attn", "^transformer_blocks_#_ff", "^transformer_blocks_#_ff_context"], Never = Others, Widths = Diffusers(1536), NeedsWidth = true, Blocks = [new("^transformer_blocks_#", 0, 0, 23)], Known = Outer },
            ],
            Names = [new("sd3"), new("sd3medium"), new("stablediffusion3*"), new("stablediffusion35*"), new("sd35"), new("sd35m*", "3.5-medium"), new("stablediffusion35medium*", "3.5-medium"), new("stablediffusionv3*"), new("stablediffusionv35*"), new("sd3m"), new("stablediffusionv35medium*", "3.5-medium"), new("stablediffusion335medium*", "3.5-medium")],
            TensorVariants = [new("^joint_blocks_#_x_block_attn2", "3.5-medium"), new("^transformer_blocks_#_attn2_to_q", "3.5-medium")],
        },
        new()
        {
            Id = LoraFamilies.Sd35Large,
            Name = "Stable Diffusion 3.5 Large",
            Layouts =
            [
                new() { Marks = ["^joint_blocks_#"], Widths = Native(2432), Blocks = [new("^joint_blocks_#", 0, 0, 37)], Known = Outer },
                new() { Marks = ["^transformer_blocks_#_attn", "^transformer_blocks_#_ff", "^transformer_blocks_#_ff_context"], Never = Others, Widths = Diffusers(2432), NeedsWidth = true, Blocks = [new("^transformer_blocks_#", 0, 0, 37)], Known = Outer },
            ],
            Names = [new("sd35large*"), new("stablediffusion35large*"), new("stablediffusion3large*"), new("stablediffusionv35large*"), new("stablediffusion335large*"), new("sd35largeturbo*", "turbo"), new("stablediffusion35largeturbo*", "turbo")],
        },
    ];

    private static string[] Outer =>
    [
        "^x_embedder", "^context_embedder", "^t_embedder", "^y_embedder", "^time_text_embed", "^final_layer", "^norm_out", "^proj_out", "^joint_blocks_#_x_block_attn2", "^joint_blocks_#_x_block_attn_ln", "^transformer_blocks_#_attn2",
        "^transformer_blocks_#_norm1_linear", "^transformer_blocks_#_norm1_context_linear",
    ];

    private static string[] Others => ["^single_transformer_blocks_#", "^double_blocks_#", "^single_blocks_#", "^down_blocks_#", "^input_blocks_#", "^mid_block", "^middle_block_#", "^up_blocks_#", "^output_blocks_#", "^te2_encoder", "^te4", "^transformer_blocks_#_attn1", "^adaln_single", "^double_stream_blocks_#"];

    private static LayerWidth[] Native(long width) =>
    [
        .. Layers(width, 3 * width, "^joint_blocks_#_x_block_attn_qkv$", "^joint_blocks_#_context_block_attn_qkv$"), .. Layers(width, width, "^joint_blocks_#_x_block_attn_proj$", "^joint_blocks_#_context_block_attn_proj$"),
        .. Layers(width, 4 * width, "^joint_blocks_#_x_block_mlp_fc1$", "^joint_blocks_#_context_block_mlp_fc1$"), .. Layers(4 * width, width, "^joint_blocks_#_x_block_mlp_fc2$", "^joint_blocks_#_context_block_mlp_fc2$"),
        In("^joint_blocks_#_x_block_adaLN_modulation_1$", width), In("^joint_blocks_#_context_block_adaLN_modulation_1$", width),
    ];

    private static LayerWidth[] Diffusers(long width) =>
    [
        .. Layers(width, width, "^transformer_blocks_#_attn_to_q$", "^transformer_blocks_#_attn_to_k$", "^transformer_blocks_#_attn_to_v$", "^transformer_blocks_#_attn_to_out_0$", "^transformer_blocks_#_attn_to_add_out$"),
        .. Layers(width, width, "^transformer_blocks_#_attn_add_k_proj$", "^transformer_blocks_#_attn_add_q_proj$", "^transformer_blocks_#_attn_add_v_proj$"),
        .. Layers(width, 4 * width, "^transformer_blocks_#_ff_net_#_proj$", "^transformer_blocks_#_ff_context_net_#_proj$"), .. Layers(4 * width, width, "^transformer_blocks_#_ff_net_2$", "^transformer_blocks_#_ff_context_net_2$"),
    ];
}
