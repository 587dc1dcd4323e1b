namespace Lora.Inspection;

/// <summary>The base model that a LoRA is for.</summary>
public sealed record LoraFamilyMatch
{
    /// <summary>Gets the result for a file that doesn't say.</summary>
    public static LoraFamilyMatch None { get; } = new();

    /// <summary>Gets the id of the family, such as <c>flux1</c> or <c>wan-14b</c>, or <see cref="LoraFamilies.Unknown"/>.</summary>
    public string Id { get; init; } = LoraFamilies.Unknown;

    /// <summary>Gets the variant within the family, such as <c>schnell</c>, <c>illustrious</c> or <c>2.2-t2v</c>, or <see langword="null"/>.</summary>
    public string? Variant { get; init; }

    /// <summary>Gets how certain the family is. Never <see cref="InspectionConfidence.Certain"/> if there is more than one candidate.</summary>
    public InspectionConfidence Confidence { get; init; }

    /// <summary>
    /// Gets the base model that the metadata states if no rule knows it, such as <c>mageflow</c>; otherwise <see langword="null"/>. The family is then at most
    /// <see cref="InspectionConfidence.Possible"/>, because a model that nobody knows yet can have the layers of a known one.
    /// </summary>
    public string? UnknownModel { get; init; }

    /// <summary>Gets every family that the file allows, the best first; empty if it allows at most one.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];
}
