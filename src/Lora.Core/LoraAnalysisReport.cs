namespace Lora;

/// <summary>The results of one <see cref="LoraMaintenance.AnalyzeAsync"/> or <see cref="LoraMaintenance.ReinspectAsync"/>.</summary>
/// <param name="Inspected">The number of LoRAs that were inspected.</param>
/// <param name="Hashed">The number of LoRAs that were hashed.</param>
/// <param name="Failures">The number of LoRAs that could not be read. The next run tries them again.</param>
public sealed record LoraAnalysisReport(int Inspected, int Hashed, int Failures);
