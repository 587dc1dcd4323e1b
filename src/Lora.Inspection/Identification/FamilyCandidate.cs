namespace Lora.Inspection.Identification;

/// <summary>A family that the tensors of a file allow.</summary>
/// <param name="Family">The family.</param>
/// <param name="IsProven">Whether only it has such tensors.</param>
/// <param name="Measured">How many of its widths are seen in the file.</param>
/// <param name="IsWeak">Whether little speaks for it.</param>
/// <param name="IsOdd">Whether the names fit and the widths do not.</param>
internal sealed record FamilyCandidate(LoraFamilyRule Family, bool IsProven, int Measured, bool IsWeak, bool IsOdd)
{
    /// <summary>Whether any of its widths is seen in the file.</summary>
    public bool IsMeasured => Measured > 0;
}
