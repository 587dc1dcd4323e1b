namespace Lora.Inspection.Identification;

/// <summary>A family that the metadata names.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Variant">The variant, if it says one.</param>
/// <param name="Key">The key that names it.</param>
/// <param name="Text">What stands there.</param>
/// <param name="IsWeak">Whether it is a hint rather than a claim: the module of a trainer, the name of a checkpoint.</param>
internal sealed record FamilyClaim(string Id, string? Variant, string Key, string Text, bool IsWeak);
