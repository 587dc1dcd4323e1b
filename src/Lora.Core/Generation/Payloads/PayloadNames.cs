namespace Lora.Generation.Payloads;

/// <summary>The names of the built-in payload writers, for <see cref="ModelConfig.Payload"/>. Each writes LoRAs in the format of one family of engines.</summary>
internal static class PayloadNames
{
    /// <summary>Every parameter under its own name; a LoRA slot contains the path, or an empty string. The default.</summary>
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
    /// <c>lora_weights_transformer</c> and <c>lora_scale_transformer</c> for high noise, the same with the suffix <c>_2</c> for low noise:
    /// Wan 2.2 on Replicate.
    /// </summary>
    public const string Numbered = "numbered";
}
