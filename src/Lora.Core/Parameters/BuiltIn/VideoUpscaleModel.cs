namespace Lora.Parameters.BuiltIn;

/// <summary>Video upscaling, without LoRA slots. The names are those of the RunPod worker upscale_interpolation.</summary>
internal static class VideoUpscaleModel
{
    public static ModelConfig Create() => new()
    {
        Id = "video-upscale",
        Name = "Video upscale",
        Description = "Larger and smoother video",
        Parameters =
        [
            BuiltInParameters.Source("video_path", "Video", "Path or URL of the video."),
            new ModelParameter
            {
                Name = "task_type",
                Label = "What to do",
                Type = ModelParameterType.Select,
                Options = [new("upscale", "Make it larger"), new("upscale_and_interpolation", "Make it larger and smoother")],
                Default = "upscale",
            },
        ],
    };
}
