using Lora.Inspection;

namespace Lora;

/// <summary>Whether a file may be uploaded.</summary>
/// <param name="Inspection">What it is.</param>
/// <param name="Refusals">Why it may not; empty when it may.</param>
/// <param name="Same">LoRAs of the workspace that are most likely the same file: their size, header and end agree.</param>
internal sealed record LoraPreflight(LoraInspection Inspection, IReadOnlyList<LoraIssue> Refusals, IReadOnlyList<LoraRecord> Same);
