using Lora.Inspection;

namespace Lora.Parameters.BuiltIn;

/// <summary>FLUX.1 Krea. The names are those of the RunPod worker Flux-krea.</summary>
internal static class FluxKreaModel
{
    public static ModelConfig Create() => new()
    {
        Id = "flux-krea",
        Name = "Flux Krea",
        Description = "Text to image",
        Parameters =
        [
            BuiltInParameters.Prompt,
            BuiltInParameters.Side("width", "Width", 1024, 256, 2048, 16),
            BuiltInParameters.Side("height", "Height", 1024, 256, 2048, 16),
            .. BuiltInParameters.Lora("lora", "LoRA", LoraFamilies.Flux1),
            BuiltInParameters.Guidance("guidance", 1),
            BuiltInParameters.Seed,
        ],
    };
}
