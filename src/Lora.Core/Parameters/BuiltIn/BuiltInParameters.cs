using Lora.Inspection;

namespace Lora.Parameters.BuiltIn;

/// <summary>Parameters that several built-in models share.</summary>
internal static class BuiltInParameters
{
    // The largest integer that every JSON reader preserves, including JavaScript (2^53 - 1).
    private const decimal MaxSeed = 9_007_199_254_740_991;

    // Slider LoRAs are used with negative weights, speed-up LoRAs such as Lightning with 0.125 or more than 1. Hosted engines accept -1 to 3 (Replicate) or
    // 0 to 4 (WaveSpeed), ComfyUI -100 to 100. A range of -4 to 4 allows all useful values and rejects typing errors.
    private const decimal MaxWeight = 4;

    public static ModelParameter Prompt { get; } = new()
    {
        Name = "prompt",
        Label = "Prompt",
        Description = "Describe what to show.",
        Type = ModelParameterType.String,
        Multiline = true,
        Required = true,
    };

    // No default: if it is omitted, the engines use their own default, which is better than none.
    public static ModelParameter NegativePrompt { get; } = new()
    {
        Name = "negative_prompt",
        Label = "Negative prompt",
        Description = "What to avoid. Leave it empty to use the engine's default.",
        Type = ModelParameterType.String,
        Multiline = true,
        Group = ModelParameterGroup.Advanced,
    };

    public static ModelParameter Seed { get; } = new()
    {
        Name = "seed",
        Label = "Seed",
        Description = "The same seed and the same settings give the same result.",
        Type = ModelParameterType.Number,
        Default = 42m,
        Min = 0,
        Max = MaxSeed,
        MultipleOf = 1,
        Group = ModelParameterGroup.Advanced,
    };

    public static ModelParameter Source(string name, string label, string description) => new()
    {
        Name = name,
        Label = label,
        Description = description,
        Type = ModelParameterType.String,
    };

    public static ModelParameter Side(string name, string label, decimal @default, decimal min, decimal max, decimal multipleOf) => new()
    {
        Name = name,
        Label = label,
        Description = "In pixels.",
        Type = ModelParameterType.Number,
        Default = @default,
        Min = min,
        Max = max,
        Step = multipleOf,
        MultipleOf = multipleOf,
    };

    public static ModelParameter Whole(string name, string label, string description, decimal @default, decimal min, decimal max) => new()
    {
        Name = name,
        Label = label,
        Description = description,
        Type = ModelParameterType.Number,
        Default = @default,
        Min = min,
        Max = max,
        MultipleOf = 1,
        Group = ModelParameterGroup.Advanced,
    };

    public static ModelParameter Guidance(string name, decimal @default) => new()
    {
        Name = name,
        Label = "Guidance",
        Description = "How closely to follow the prompt.",
        Type = ModelParameterType.Number,
        Default = @default,
        Min = 0,
        Max = 20,
        Step = 0.1m,
        Group = ModelParameterGroup.Advanced,
    };

    /// <summary>Returns a LoRA slot and its weight, whose name is the slot's name with the suffix <c>_weight</c>. 1 is the training strength and every engine's default.</summary>
    public static IEnumerable<ModelParameter> Lora(string name, string label, string family, LoraNoiseExpert? expert = null, int? pair = null)
    {
        var group = pair > 1 ? ModelParameterGroup.Advanced : ModelParameterGroup.Basic;
        yield return new ModelParameter
        {
            Name = name,
            Label = label,
            Type = ModelParameterType.LoraSelector,
            Default = string.Empty,
            Group = group,
            Lora = new LoraSlot { Expert = expert, Pair = pair, Weight = $"{name}_weight", Families = [family] },
        };
        yield return new ModelParameter
        {
            Name = $"{name}_weight",
            Label = $"{label} weight",
            Type = ModelParameterType.Number,
            Default = 1m,
            Min = -MaxWeight,
            Max = MaxWeight,
            Step = 0.05m,
            Group = group,
        };
    }
}
