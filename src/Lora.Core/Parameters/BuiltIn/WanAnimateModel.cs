namespace Lora.Parameters.BuiltIn;

/// <summary>Wan 2.2 Animate, without LoRA slots. The names are those of the RunPod worker Wan_Animate.</summary>
internal static class WanAnimateModel
{
    public static ModelConfig Create() => new()
    {
        Id = "wan-animate",
        Name = "Wan Animate",
        Description = "Replace the character of a video",
        Parameters =
        [
            BuiltInParameters.Prompt,
            BuiltInParameters.Source("image_path", "Image", "Path or URL of the character."),
            BuiltInParameters.Source("video_path", "Video", "Path or URL of the movement to follow."),
            new ModelParameter
            {
                Name = "mode",
                Label = "Mode",
                Type = ModelParameterType.Select,
                Options = [new("replace", "Replace the person in the video"), new("animate", "Animate the image")],
                Default = "replace",
            },
            BuiltInParameters.Side("width", "Width", 832, 64, 2048, 16),
            BuiltInParameters.Side("height", "Height", 480, 64, 2048, 16),
            BuiltInParameters.NegativePrompt,
            BuiltInParameters.Whole("fps", "Frames per second", "The frame rate of the result.", 16, 1, 60),
            BuiltInParameters.Whole("steps", "Steps", "More steps take longer.", 6, 1, 50),
            BuiltInParameters.Guidance("cfg", 1),
            BuiltInParameters.Seed,
            Points("points_store", "Points"),
            Points("coordinates", "Points on the person"),
            Points("neg_coordinates", "Points outside the person"),
        ],
    };

    // JSON text that an application marks in the first frame; without it the engine detects the person itself.
    private static ModelParameter Points(string name, string label) =>
        BuiltInParameters.Source(name, label, "Marked points of the first frame, as JSON.") with { Group = ModelParameterGroup.Hidden };
}
