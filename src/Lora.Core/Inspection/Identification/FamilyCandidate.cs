namespace Lora.Inspection.Identification;

/// <summary>A family that the tensors of a file allow.</summary>
/// <param name="Family">The family.</param>
/// <param name="IsProven">Whether only it has such tensors.</param>
/// <param name="IsMeasured">Whether its widths are seen in the file.</param>
/// <param name="IsWeak">Whether little speaks for it.</param>
/// <param name="IsOdd">Whether the names fit and the widths do not.</param>
internal sealed record FamilyCandidate(LoraFamilyRule Family, bool IsProven, bool IsMeasured, bool IsWeak, bool IsOdd);
