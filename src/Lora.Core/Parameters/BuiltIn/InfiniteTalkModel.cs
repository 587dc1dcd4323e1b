namespace Lora.Parameters.BuiltIn;

/// <summary>InfiniteTalk, without LoRA slots. The names and defaults are those of the RunPod worker Infinitetalk.</summary>
internal static class InfiniteTalkModel
{
    public static ModelConfig Create() => new()
    {
        Id = "infinite-talk",
        Name = "InfiniteTalk",
        Description = "Talking video from speech",
        Parameters =
        [
            new ModelParameter
            {
                Name = "input_type",
                Label = "Source",
                Type = ModelParameterType.Select,
                Options = [new("image", "An image"), new("video", "A video")],
                Default = "image",
            },
            BuiltInParameters.Source("image_path", "Image", "Path or URL of the portrait.") with { DependsOn = new ModelDependency("input_type", "image") },
            BuiltInParameters.Source("video_path", "Video", "Path or URL of the video.") with { DependsOn = new ModelDependency("input_type", "video") },
            new ModelParameter
            {
                Name = "person_count",
                Label = "People",
                Type = ModelParameterType.Select,
                Options = [new("single", "One"), new("multi", "Two")],
                Default = "single",
            },
            BuiltInParameters.Source("wav_path", "Speech", "Path or URL of the audio file."),
            BuiltInParameters.Source("wav_path_2", "Speech of the second person", "Path or URL of the audio file.") with
            {
                DependsOn = new ModelDependency("person_count", "multi"),
            },
            BuiltInParameters.Prompt with { Required = false, Default = "A person talking naturally" },
            BuiltInParameters.Side("width", "Width", 512, 64, 2048, 16),
            BuiltInParameters.Side("height", "Height", 512, 64, 2048, 16),
            new ModelParameter
            {
                Name = "force_offload",
                Label = "Save GPU memory",
                Description = "Slower, but works on GPUs with less memory.",
                Type = ModelParameterType.Boolean,
                Default = true,
                Group = ModelParameterGroup.Advanced,
            },
        ],
    };
}
