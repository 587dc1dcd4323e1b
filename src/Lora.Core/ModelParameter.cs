using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Lora.Parameters.Json;

namespace Lora;

/// <summary>A parameter of a model: its form field, its validation and its key in the request.</summary>
public sealed record ModelParameter
{
    /// <summary>Gets the name, which is also the key in the request. Unique within the model.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the type of the value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ModelParameterType Type { get; init; }

    /// <summary>Gets the label that users see; <see langword="null"/> for the name.</summary>
    public string? Label { get; init; }

    /// <summary>Gets a short help text, or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the default value: a <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>; <see langword="null"/> for none.</summary>
    [JsonConverter(typeof(ModelScalarConverter))]
    public object? Default { get; init; }

    /// <summary>Gets the minimum number, inclusive; for text the minimum length (UTF-16 code units). <see langword="null"/> for no minimum.</summary>
    public decimal? Min { get; init; }

    /// <summary>Gets the maximum number, inclusive; for text the maximum length (UTF-16 code units). <see langword="null"/> for no maximum.</summary>
    public decimal? Max { get; init; }

    /// <summary>Gets the step of the form control. Other numbers are still valid. Default: <see langword="null"/>, a step of 1.</summary>
    public decimal? Step { get; init; }

    /// <summary>Gets the number that the value must be a multiple of; <see langword="null"/> for any number.</summary>
    public decimal? MultipleOf { get; init; }

    /// <summary>Gets the options of a select parameter. Empty for other types.</summary>
    [AllowNull]
    public IReadOnlyList<ModelOption> Options { get; init => field = value ?? []; } = [];

    /// <summary>Gets whether a value is required. Default: <see langword="false"/>.</summary>
    public bool Required { get; init; }

    /// <summary>Gets whether the text can have several lines, such as a prompt. Default: <see langword="false"/>.</summary>
    public bool Multiline { get; init; }

    /// <summary>Gets the group in which a form shows the parameter. Default: <see cref="ModelParameterGroup.Basic"/>.</summary>
    public ModelParameterGroup Group { get; init; }

    /// <summary>Gets the condition under which the parameter applies; <see langword="null"/> for always.</summary>
    public ModelDependency? DependsOn { get; init; }

    /// <summary>Gets the description of the LoRA slot, for a LoRA selector; <see langword="null"/> for a slot without a weight.</summary>
    public LoraSlot? Lora { get; init; }
}
