namespace Lora.Inspection.Identification;

/// <summary>A family that matches the tensors of a file.</summary>
/// <param name="Family">The family.</param>
/// <param name="Layout">The layout that matches best.</param>
/// <param name="IsProven">Whether the file has tensors that only this family has.</param>
/// <param name="Measured">The number of its widths that match the file.</param>
/// <param name="IsOdd">Whether the names match but the widths don't.</param>
/// <param name="HasDepth">Whether the last block of the file is that of the family; <see langword="null"/> if the number of blocks is not known or not visible.</param>
internal sealed record FamilyCandidate(FamilyRule Family, TensorLayout Layout, bool IsProven, int Measured, bool IsOdd, bool? HasDepth)
{
    /// <summary>Gets whether the evidence is weak.</summary>
    public bool IsWeak => Layout.IsWeak;

    /// <summary>Gets whether any of its widths matches the file.</summary>
    public bool IsMeasured => Measured > 0;

    /// <summary>Gets whether there is more evidence than names that other models may have too.</summary>
    public bool IsSupported => IsProven || IsMeasured || HasDepth == true;

    /// <summary>Gets whether several independent marks agree: names, widths and blocks.</summary>
    public bool IsAgreed => IsMeasured && HasDepth == true;
}
