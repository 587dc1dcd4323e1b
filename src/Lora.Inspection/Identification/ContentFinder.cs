namespace Lora.Inspection.Identification;

/// <summary>Distinguishes LoRAs from other files.</summary>
internal static class ContentFinder
{
    // A whole model has at least this many tensors.
    private const int FewestTensorsOfModel = 8;

    // A LoRA whose tensors have unknown endings is not identified, but it is not a whole model either.
    private static readonly NamePattern[] AdapterWord = Patterns("lora", "dylora", "dora", "loha", "lokr", "hada", "oft", "boft", "vera", "ia3", "lycoris", "locon", "adapter_down", "adapter_up");

    // Tensors that only adapters have, without those that make a module of a LoRA.
    private static readonly TensorLeaf[] AdapterLeaves = [TensorLeaf.DoraScale, TensorLeaf.UpBias, TensorLeaf.HadaCore, TensorLeaf.LokrCore, TensorLeaf.AdapterRank];

    private static readonly NamePattern[] IpAdapter = Patterns("^ip_adapter", "^image_proj", "^ip_adapter_double_stream_k_proj");

    private static readonly NamePattern[] ControlNet =
        Patterns("^control_model", "^controlnet_cond_embedding", "^controlnet_blocks_#", "^controlnet_down_blocks_#", "^controlnet_mid_block", "^controlnet_x_embedder", "^input_hint_block", "^lllite_unet", "^controlnet_mode_embedder", "^controlnet_single_blocks_#", "^control_blocks_#", "^control_layers_#", "^control_noise_refiner_#", "^lllite_dit");

    private static readonly NamePattern[] Embedding = Patterns("^emb_params$", "^clip_l$", "^clip_g$", "^string_to_param", "^t5xxl$", "^qwen3$");

    private static readonly NamePattern[] Decoder = Patterns("^decoder_conv_in", "^decoder_mid", "^decoder_up", "^decoder_up_blocks_#", "^decoder_conv_out", "^first_stage_model", "^vae", "^decoder_conv1", "^decoder_middle_#", "^decoder_upsamples_#", "^encoder_conv_in", "^encoder_conv1", "^encoder_down_blocks_#", "^encoder_downsamples_#");

    private static readonly NamePattern[] TextEncoder =
        Patterns("^encoder_block_#_layer_#", "^text_model_encoder_layers_#", "^model_layers_#_self_attn", "^layers_#_self_attn", "^model_language_model_layers_#", "^transformer_resblocks_#", "^te");

    private static readonly NamePattern[] Denoiser =
        Patterns("^down_blocks_#", "^input_blocks_#", "^blocks_#", "^transformer_blocks_#", "^double_blocks_#", "^joint_blocks_#", "^single_transformer_blocks_#", "^layers_#_attention", "^double_stream_blocks_#", "^joint_transformer_blocks_#");

    public static LoraContent Find(TensorSurvey survey, ModuleTally tally)
    {
        if (Has(survey, IpAdapter))
        {
            return LoraContent.IpAdapter;
        }

        if (tally.Modules > 0 || tally.SharedParts > 0)
        {
            return LoraContent.Lora;
        }

        return Has(survey, AdapterWord) || HasLeaf(survey) ? LoraContent.Unknown
            : Has(survey, ControlNet) ? LoraContent.ControlNet
            : Has(survey, Denoiser) ? LoraContent.Checkpoint
            : Has(survey, Embedding) || IsNamelessEmbedding(survey) ? LoraContent.Embedding
            : Has(survey, Decoder) ? LoraContent.Vae
            : Has(survey, TextEncoder) ? LoraContent.TextEncoder
            : survey.Tensors >= FewestTensorsOfModel ? LoraContent.Checkpoint
            : LoraContent.Unknown;
    }

    public static InspectionIssue Describe(LoraContent content) => content switch
    {
        LoraContent.Checkpoint => Warning(InspectionCodes.NotLora, "This is a whole model (checkpoint), not a LoRA.", "checkpoint"),
        LoraContent.Embedding => Warning(InspectionCodes.NotLora, "This is an embedding (textual inversion), not a LoRA.", "embedding"),
        LoraContent.Vae => Warning(InspectionCodes.NotLora, "This is a VAE, not a LoRA.", "vae"),
        LoraContent.TextEncoder => Warning(InspectionCodes.NotLora, "This is a text encoder, not a LoRA.", "text_encoder"),
        LoraContent.IpAdapter => Warning(InspectionCodes.NotLora, "This is an IP-adapter, not a LoRA.", "ip_adapter"),
        LoraContent.ControlNet => Warning(InspectionCodes.NotLora, "This is a ControlNet, not a LoRA.", "controlnet"),
        _ => Warning(InspectionCodes.NotLora, "No LoRA was found in this file.", "unknown"),
    };

    private static InspectionIssue Warning(string code, LocalizableText message, string detail) => InspectionIssue.Of(code, message, InspectionSeverity.Warning, detail);

    // diffusers names the only tensor of an embedding by the trigger word.
    private static bool IsNamelessEmbedding(TensorSurvey survey) =>
        survey.Tensors is 1 or 2 && survey.Patterns.All(module => module[TensorLeaf.None] is { } own && own.Shapes.All(shape => shape is { Dimensions: 1, First: 768 or 1024 or 1280 } or { Dimensions: 2, Second: 768 or 1024 or 1280 }));

    private static bool HasLeaf(TensorSurvey survey) => survey.Patterns.Exists(static module => Array.Exists(AdapterLeaves, leaf => module.Count(leaf) > 0));

    private static bool Has(TensorSurvey survey, NamePattern[] patterns)
    {
        foreach (var module in survey.Patterns)
        {
            foreach (var pattern in patterns)
            {
                if (pattern.Matches(module.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static NamePattern[] Patterns(params ReadOnlySpan<string> texts)
    {
        var patterns = new NamePattern[texts.Length];
        for (var number = 0; number < texts.Length; number++)
        {
            patterns[number] = new NamePattern(texts[number]);
        }

        return patterns;
    }
}
