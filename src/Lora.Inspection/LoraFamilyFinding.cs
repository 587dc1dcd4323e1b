namespace Lora.Inspection;

/// <summary>Which base model a LoRA is for.</summary>
public sealed record LoraFamilyFinding
{
    /// <summary>Nothing is known.</summary>
    public static LoraFamilyFinding None { get; } = new();

    /// <summary>The id of the family, such as <c>flux1</c> or <c>wan-14b</c>; <see cref="LoraFamilies.Unknown"/> when nothing speaks for one.</summary>
    public string Id { get; init; } = LoraFamilies.Unknown;

    /// <summary>What refines the family, such as <c>schnell</c>, <c>illustrious</c> or <c>2.2-t2v</c>; <see langword="null"/> when nothing does.</summary>
    public string? Variant { get; init; }

    /// <summary>How sure it is. Never certain while there is more than one candidate.</summary>
    public InspectionConfidence Confidence { get; init; }

    /// <summary>Every family the file allows, the best first, where it allows more than one; else empty.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];
}
