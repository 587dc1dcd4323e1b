namespace Lora.Inspection.Identification;

/// <summary>A name of a family in metadata, on model sites or in conversation. Of several that match, the longest wins.</summary>
/// <param name="Pattern">The name in lower case, letters and digits only; <c>*</c> stands for any text.</param>
/// <param name="Variant">The variant that the name means, or <see langword="null"/>.</param>
internal sealed record NameHint(string Pattern, string? Variant = null)
{
    public static NameHint Of(string name) =>
        new(string.Concat(name.Where(character => char.IsLetterOrDigit(character) || character == '*').Select(char.ToLowerInvariant)));
}
