namespace Lora.Inspection;

/// <summary>
/// A name under which metadata, sites or people know a family. Names are compared in lower case, letters and digits only; <c>*</c> stands for any text.
/// Of several that fit, the longest wins.
/// </summary>
/// <param name="Pattern">The name.</param>
/// <param name="Variant">The variant it means; <see langword="null"/> for none.</param>
public sealed record LoraNameHint(string Pattern, string? Variant = null);
