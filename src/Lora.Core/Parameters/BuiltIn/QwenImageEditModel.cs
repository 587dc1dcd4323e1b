namespace Lora.Parameters.BuiltIn;

/// <summary>Qwen-Image-Edit, without LoRA slots. The names are those of the RunPod worker qwen_image_edit.</summary>
internal static class QwenImageEditModel
{
    public static ModelConfig Create() => new()
    {
        Id = "qwen-image-edit",
        Name = "Qwen Image Edit",
        Description = "Edit an image with a prompt",
        Parameters =
        [
            BuiltInParameters.Prompt with { Description = "Describe the change." },
            BuiltInParameters.Source("image_path", "Image", "Path or URL of the image to change."),
            BuiltInParameters.Source("image_path_2", "Second image", "Path or URL of an image to use parts of.") with { Group = ModelParameterGroup.Advanced },
            BuiltInParameters.Side("width", "Width", 512, 256, 1920, 16),
            BuiltInParameters.Side("height", "Height", 512, 256, 1920, 16),
            BuiltInParameters.Guidance("guidance", 1),
            BuiltInParameters.Seed,
        ],
    };
}
