namespace Lora.Inspection;

/// <summary>Whether a LoRA fits a slot, and why.</summary>
/// <param name="Fit">The verdict.</param>
/// <param name="Reason">A sentence for a person.</param>
public sealed record LoraFitFinding(LoraFit Fit, string Reason);
