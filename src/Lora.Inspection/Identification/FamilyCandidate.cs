namespace Lora.Inspection.Identification;

/// <summary>A family that matches the tensors of a file.</summary>
/// <param name="Family">The family.</param>
/// <param name="IsProven">Whether the file has tensors that only this family has.</param>
/// <param name="Measured">The number of its widths that match the file.</param>
/// <param name="IsWeak">Whether the evidence is weak.</param>
/// <param name="IsOdd">Whether the names match but the widths don't.</param>
internal sealed record FamilyCandidate(FamilyRule Family, bool IsProven, int Measured, bool IsWeak, bool IsOdd)
{
    /// <summary>Gets whether any of its widths matches the file.</summary>
    public bool IsMeasured => Measured > 0;
}
