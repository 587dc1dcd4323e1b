namespace Lora;

/// <summary>What one run of <see cref="LoraExaminer"/> did.</summary>
/// <param name="Inspected">How many LoRAs were inspected.</param>
/// <param name="Hashed">How many were hashed.</param>
/// <param name="Failures">How many could not be read; the next run tries again.</param>
public sealed record LoraExaminationReport(int Inspected, int Hashed, int Failures);
