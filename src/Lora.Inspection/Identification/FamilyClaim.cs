namespace Lora.Inspection.Identification;

/// <summary>A family that the metadata names.</summary>
/// <param name="Id">The id of the family.</param>
/// <param name="Variant">The variant, or <see langword="null"/>.</param>
/// <param name="Key">The metadata key.</param>
/// <param name="Text">The value of the key.</param>
/// <param name="IsWeak">Whether it is only a hint, such as the module of a trainer or the name of a checkpoint.</param>
internal sealed record FamilyClaim(string Id, string? Variant, string Key, string Text, bool IsWeak);
