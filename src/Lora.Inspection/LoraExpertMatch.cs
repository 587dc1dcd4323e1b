namespace Lora.Inspection;

/// <summary>The noise expert that a LoRA was trained for.</summary>
/// <param name="Role">The noise expert.</param>
/// <param name="Evidence">The reason, or <see langword="null"/> if there is none.</param>
public sealed record LoraExpertMatch(LoraNoiseExpert Role, InspectionEvidence? Evidence)
{
    /// <summary>Gets the result for a file that doesn't say.</summary>
    public static LoraExpertMatch Unknown { get; } = new(LoraNoiseExpert.Unknown, null);
}
