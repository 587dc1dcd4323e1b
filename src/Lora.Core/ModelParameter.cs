using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Lora;

/// <summary>One parameter of a model: what a form asks for, what is valid, and what is sent.</summary>
public sealed record ModelParameter
{
    /// <summary>The name, which is also the key in the request. Unique in its model.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ModelParameterType Type { get; init; }

    /// <summary>What people read; <see langword="null"/>: the name.</summary>
    public string? Label { get; init; }

    /// <summary>A short help text, or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>The value to begin with: a <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>; <see langword="null"/>: none.</summary>
    [JsonConverter(typeof(ModelScalarConverter))]
    public object? Default { get; init; }

    /// <summary>The smallest number, inclusive; for text the fewest characters (UTF-16 code units). <see langword="null"/>: no bound.</summary>
    public decimal? Min { get; init; }

    /// <summary>The largest number, inclusive; for text the most characters (UTF-16 code units). <see langword="null"/>: no bound.</summary>
    public decimal? Max { get; init; }

    /// <summary>By how much a form's control moves. It does not make other numbers invalid. <see langword="null"/>: 1.</summary>
    public decimal? Step { get; init; }

    /// <summary>The number must be a whole multiple of this, counted from zero. <see langword="null"/>: any number.</summary>
    public decimal? MultipleOf { get; init; }

    /// <summary>The options of a select parameter. Empty for every other type.</summary>
    [AllowNull]
    public IReadOnlyList<ModelOption> Options { get; init => field = value ?? []; } = [];

    /// <summary>Whether there must be a value. Default: no.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a text has several lines, such as a prompt. Default: no.</summary>
    public bool Multiline { get; init; }

    /// <summary>Where a form shows it. Default: basic.</summary>
    public ModelParameterGroup Group { get; init; }

    /// <summary>When it counts; <see langword="null"/>: always.</summary>
    public ModelDependency? DependsOn { get; init; }

    /// <summary>For a lora-selector, what it stands for; <see langword="null"/>: a LoRA without a weight.</summary>
    public LoraSlot? Lora { get; init; }
}
