namespace Lora.Inspection.Identification.Rules;

/// <summary>HiDream I1: <c>double_stream_blocks</c> and <c>single_stream_blocks</c> with experts in their MLPs. O1 is a language model with another last layer.</summary>
internal static class HiDreamRules
{
    private static readonly string[] Own = ["^double_stream_blocks_#", "^single_stream_blocks_#", "ff_i_shared_experts", "ff_i_experts"];

    private static readonly string[] Newer = ["^final_layer2_linear", "^model_final_layer2_linear"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.HiDreamI1,
            Name = "HiDream I1",
            Layouts =
            [
                new()
                {
                    Marks = Own,
                    Proofs = Own,
                    Widths =
                    [
                        .. from block in (string[])["double", "single"]
                           from layer in (string[])["to_q", "to_k", "to_v", "to_out", "to_q_t", "to_k_t", "to_v_t", "to_out_t"]
                           from width in LayerWidth.Layers(2560, 2560, $"^{block}_stream_blocks_#_block_attn1_{layer}$")
                           select width,
                    ],
                    Depth = [new("^double_stream_blocks_#", 0, 0, 15), new("^single_stream_blocks_#", 0, 0, 31)],
                    Known =
                    [
                        .. from block in (string[])["double", "single"]
                           from layer in (string[])["adaLN_modulation_1", "ff_i_gate", "ff_i_w1", "ff_i_w2", "ff_i_w3", "ff_t_w1", "ff_t_w2", "ff_t_w3"]
                           select $"^{block}_stream_blocks_#_block_{layer}$",
                        "ff_i_shared_experts", "ff_i_experts", "^x_embedder", "^t_embedder", "^p_embedder", "^caption_projection", "^final_layer",
                    ],
                },
            ],
            Names = [new("hidream"), new("hidreami1*"), new("hidreamfull*"), new("hidreame1*", "e1")],
        },
        new()
        {
            Id = LoraFamilies.HiDreamO1,
            Name = "HiDream O1",
            Layouts = [new() { Marks = Newer, Proofs = Newer }, new() { Marks = ["^language_model_layers_#"], Known = ["^language_model_layers_#_self_attn", "^language_model_layers_#_mlp"], NeedsName = true }],
            Names = [new("hidreamo1*")],
        },
    ];
}
