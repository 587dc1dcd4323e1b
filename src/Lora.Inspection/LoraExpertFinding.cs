namespace Lora.Inspection;

/// <summary>Which expert a LoRA is for, and why that is believed.</summary>
/// <param name="Role">The expert.</param>
/// <param name="Evidence">What told; <see langword="null"/> when nothing did.</param>
public sealed record LoraExpertFinding(LoraExpertRole Role, InspectionEvidence? Evidence)
{
    /// <summary>Nothing tells.</summary>
    public static LoraExpertFinding Unknown { get; } = new(LoraExpertRole.Unknown, null);
}
