namespace Lora.Inspection.Identification;

/// <summary>A name of a family in metadata, on model sites or in conversation. Of several that match, the longest wins.</summary>
/// <param name="Pattern">
/// The name in lower case, letters and digits only. <c>*</c> stands for any text without a version number, <c>**</c> for any text. A number that <c>*</c> doesn't cover belongs to a later
/// model, so each known one is listed.
/// </param>
/// <param name="Variant">The variant that the name means, or <see langword="null"/>.</param>
internal sealed record NameHint(string Pattern, string? Variant = null)
{
    /// <summary>Gets the number of letters and digits in the pattern.</summary>
    public int Letters { get; } = Pattern.Length - Pattern.AsSpan().Count('*');

    /// <summary>Creates a hint from a name of a host, in which <c>*</c> stands for any text.</summary>
    public static NameHint Of(string name) =>
        new(string.Concat(name.Where(character => char.IsLetterOrDigit(character) || character == '*').Select(char.ToLowerInvariant)).Replace("*", "**", StringComparison.Ordinal));
}
