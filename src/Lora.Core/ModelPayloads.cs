namespace Lora;

/// <summary>The names of the built-in payload writers, for <see cref="ModelConfig.Payload"/>. Each puts the LoRAs where one family of engines expects them.</summary>
public static class ModelPayloads
{
    /// <summary>Every parameter under its own name; a LoRA slot holds the path, or the empty text. The default.</summary>
    public const string Flat = "flat";

    /// <summary><c>lora_pairs: [{ high, low, high_weight, low_weight }]</c>: the RunPod worker generate_video for Wan 2.2.</summary>
    public const string LoraPairs = "lora-pairs";

    /// <summary><c>lora: [[path, weight], …]</c>: the RunPod worker for Flux Krea.</summary>
    public const string LoraTuples = "lora-tuples";

    /// <summary><c>loras: [{ path, scale, transformer? }]</c>: fal.</summary>
    public const string Loras = "loras";

    /// <summary><c>high_noise_loras</c> and <c>low_noise_loras</c>, each <c>[{ path, scale }]</c>: WaveSpeed and RunPod's public endpoints for Wan 2.2.</summary>
    public const string ExpertLoras = "expert-loras";

    /// <summary>
    /// <c>lora_weights_transformer</c> and <c>lora_scale_transformer</c> for the high-noise half, the same with <c>_2</c> for the low-noise half:
    /// Wan 2.2 on Replicate.
    /// </summary>
    public const string Numbered = "numbered";
}
