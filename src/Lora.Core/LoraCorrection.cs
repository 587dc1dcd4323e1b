using Lora.Inspection;

namespace Lora;

/// <summary>Values that a user corrected. They take precedence over detected values, including those of later inspections.</summary>
public sealed record LoraCorrection
{
    /// <summary>The maximum length of a base model or a variant, in characters: 64.</summary>
    public const int MaxLength = 64;

    /// <summary>Gets the id of the base model; <see langword="null"/> to use the detected one.</summary>
    public string? Family { get; init; }

    /// <summary>Gets the variant of the base model; <see langword="null"/> to use the detected one, unless <see cref="Family"/> is corrected.</summary>
    public string? Variant { get; init; }

    /// <summary>Gets the noise expert; <see langword="null"/> to use the detected one.</summary>
    public LoraNoiseExpert? Role { get; init; }

    /// <summary>Returns whether no value is corrected.</summary>
    public bool IsEmpty() => this == new LoraCorrection();
}
