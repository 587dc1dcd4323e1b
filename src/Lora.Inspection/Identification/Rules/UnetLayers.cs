namespace Lora.Inspection.Identification.Rules;

/// <summary>The names of all layers of the UNets of Stable Diffusion and SDXL. A layer with another name belongs to a model that was made from one of them.</summary>
internal static class UnetLayers
{
    // The places of a transformer.
    private static readonly string[] Transformers =
        ["^down_blocks_#_attentions_#", "^mid_block_attentions_#", "^up_blocks_#_attentions_#", "^input_blocks_#_#", "^middle_block_#", "^output_blocks_#_#"];

    private static readonly string[] Attention =
    [
        .. from name in (string[])["attn1", "attn2"]
           from layer in (string[])["to_q", "to_k", "to_v", "to_out_0", "processor_to_q", "processor_to_k", "processor_to_v", "processor_to_out"]
           select $"_transformer_blocks_#_{name}_{layer}$",
    ];

    private static readonly string[] Transformer = ["_norm$", "_proj_in$", "_proj_out$", "_transformer_blocks_#_norm1$", "_transformer_blocks_#_norm2$", "_transformer_blocks_#_norm3$", "_transformer_blocks_#_ff_net_#_proj$", "_transformer_blocks_#_ff_net_2$"];

    private static readonly string[] Resnet = ["_norm1$", "_norm2$", "_conv1$", "_conv2$", "_time_emb_proj$", "_conv_shortcut$"];

    // The last number of a name stays as it is.
    private static readonly string[] OriginalResnet = ["_in_layers_0$", "_in_layers_2$", "_emb_layers_1$", "_out_layers_0$", "_out_layers_3$", "_skip_connection$"];

    private static readonly string[] Outer =
    [
        "^time_embedding_linear_#$", "^time_embed_#$", "^add_embedding_linear_#$", "^label_emb_#_0$", "^label_emb_#_2$", "^conv_in$", "^conv_out$",
        "^conv_norm_out$", "^out_#$", "^input_blocks_#_0$", "^input_blocks_#_#_op$", "^output_blocks_#_#_conv$", "^down_blocks_#_downsamplers_#_conv$", "^up_blocks_#_upsamplers_#_conv$",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. from place in Transformers from layer in (string[])[.. Attention, .. Transformer] select place + layer,
        .. from place in (string[])["^down_blocks_#_resnets_#", "^mid_block_resnets_#", "^up_blocks_#_resnets_#"] from layer in Resnet select place + layer,
        .. from place in (string[])["^input_blocks_#_#", "^middle_block_#", "^output_blocks_#_#"] from layer in OriginalResnet select place + layer,
        .. Outer,
    ];

    /// <summary>Gets the layers of the motion modules of AnimateDiff, in the names of the original code and of diffusers.</summary>
    public static IReadOnlyList<string> Motion { get; } =
    [
        .. from place in (string[])["temporal_transformer", "motion_modules_#"]
           from attention in (string[])["attention_blocks_#", "attn1", "attn2"]
           from layer in (string[])["to_q", "to_k", "to_v", "to_out", "to_out_0", "processor_to_q", "processor_to_k", "processor_to_v", "processor_to_out"]
           select $"{place}_transformer_blocks_#_{attention}_{layer}$",
        .. from place in (string[])["temporal_transformer", "motion_modules_#"]
           from layer in (string[])["proj_in", "proj_out", "transformer_blocks_#_ff_net_#_proj", "transformer_blocks_#_ff_net_2"]
           select $"{place}_{layer}$",
    ];
}
