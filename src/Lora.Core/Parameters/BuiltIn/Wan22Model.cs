using Lora.Inspection;

namespace Lora.Parameters.BuiltIn;

/// <summary>Wan 2.2 A14B, whose high-noise and low-noise experts need LoRAs in pairs. The names and defaults are those of the RunPod worker generate_video.</summary>
internal static class Wan22Model
{
    private const int Pairs = 4;

    public static ModelConfig Create() => new()
    {
        Id = "wan22",
        Name = "Wan 2.2",
        Description = "Image to video",
        Parameters =
        [
            BuiltInParameters.Prompt,
            BuiltInParameters.Source("image_path", "Image", "Path or URL of the first frame."),
            // The model works on blocks of 16 pixels: a factor of 8 from its autoencoder and 2 from its patches.
            BuiltInParameters.Side("width", "Width", 480, 256, 2048, 16),
            BuiltInParameters.Side("height", "Height", 832, 256, 2048, 16),
            Frames,
            .. Enumerable.Range(1, Pairs).SelectMany(Pair),
            BuiltInParameters.NegativePrompt,
            BuiltInParameters.Whole("steps", "Steps", "More steps take longer.", 10, 1, 50),
            BuiltInParameters.Guidance("cfg", 2),
            BuiltInParameters.Seed,
            BuiltInParameters.Whole("context_overlap", "Context overlap", "Frames that two parts of a long video share.", 48, 0, 81),
        ],
    };

    // The autoencoder keeps the first frame and combines the others in groups of four: 5, 9, …, 81.
    private static ModelParameter Frames =>
        BuiltInParameters.Whole("length", "Frames", "16 frames are one second; 81 is what the model was trained on.", 81, 5, 321) with { Step = 4, Group = ModelParameterGroup.Basic };

    private static IEnumerable<ModelParameter> Pair(int pair)
    {
        var (name, label) = pair == 1 ? (string.Empty, string.Empty) : ($"_{pair}", $" {pair}");
        return BuiltInParameters.Lora($"lora_high{name}", $"High-noise LoRA{label}", LoraFamilies.Wan14B, LoraNoiseExpert.High, pair)
            .Concat(BuiltInParameters.Lora($"lora_low{name}", $"Low-noise LoRA{label}", LoraFamilies.Wan14B, LoraNoiseExpert.Low, pair));
    }
}
