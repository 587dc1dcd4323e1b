using Lora.Inspection;

namespace Lora.Parameters.BuiltIn;

/// <summary>Z-Image Turbo, which needs 9 steps and no guidance.</summary>
internal static class ZImageModel
{
    public static ModelConfig Create() => new()
    {
        Id = "z-image",
        Name = "Z-Image",
        Description = "Text to image",
        Parameters =
        [
            BuiltInParameters.Prompt,
            BuiltInParameters.Side("width", "Width", 1024, 512, 2048, 16),
            BuiltInParameters.Side("height", "Height", 1024, 512, 2048, 16),
            .. BuiltInParameters.Lora("lora", "LoRA", LoraFamilies.ZImage),
            new ModelParameter
            {
                Name = "use_controlnet",
                Label = "Follow an image",
                Description = "Uses the composition of another image.",
                Type = ModelParameterType.Boolean,
                Default = false,
                Group = ModelParameterGroup.Advanced,
            },
            BuiltInParameters.Source("condition_image", "Image to follow", "Path or URL.") with
            {
                Required = true,
                Group = ModelParameterGroup.Advanced,
                DependsOn = new ModelDependency("use_controlnet", true),
            },
            BuiltInParameters.NegativePrompt,
            BuiltInParameters.Whole("steps", "Steps", "More steps take longer.", 9, 1, 50),
            BuiltInParameters.Guidance("cfg", 1),
            BuiltInParameters.Seed,
        ],
    };
}
