using Lora.Inspection;

namespace Lora;

/// <summary>What a person knows better than the inspection. It wins over what was found, also after a new inspection.</summary>
public sealed record LoraCorrection
{
    /// <summary>The most characters of a family or a variant: 64.</summary>
    public const int MaxLength = 64;

    /// <summary>The id of the family; <see langword="null"/>: what was found.</summary>
    public string? Family { get; init; }

    /// <summary>The variant of the family; <see langword="null"/>: what was found, unless <see cref="Family"/> is corrected.</summary>
    public string? Variant { get; init; }

    /// <summary>The expert; <see langword="null"/>: what was found.</summary>
    public LoraNoiseExpert? Role { get; init; }

    /// <summary>Whether nothing is corrected.</summary>
    public bool IsEmpty() => this == new LoraCorrection();
}
