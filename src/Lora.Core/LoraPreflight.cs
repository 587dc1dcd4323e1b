using Lora.Inspection;

namespace Lora;

/// <summary>The result of a preflight check: whether a file can be uploaded.</summary>
/// <param name="Inspection">The result of the inspection.</param>
/// <param name="Problems">Why the file can't be uploaded; empty if it can.</param>
/// <param name="Duplicates">LoRAs of the workspace that are most likely the same file: their size, header and end match.</param>
internal sealed record LoraPreflight(LoraInspection Inspection, IReadOnlyList<LoraIssue> Problems, IReadOnlyList<LoraRecord> Duplicates);
