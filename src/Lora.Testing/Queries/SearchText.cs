using System.Text;

namespace Lora.Testing.Queries;

/// <summary>Normalizes text for searching and sorting, regardless of case and Unicode form.</summary>
internal static class SearchText
{
    public static string Fold(string text)
    {
        var upper = WellFormed(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant().Normalize(NormalizationForm.FormKC);

        // Simple case mapping does not fold the Turkish dotted and dotless i and the sharp s.
        return upper.Replace('\u0130', 'I').Replace('\u0131', 'I').Replace("\u00DF", "SS", StringComparison.Ordinal).Replace("\u1E9E", "SS", StringComparison.Ordinal);
    }

    /// <summary>Returns the words that must all occur; empty if the text has nothing to search for.</summary>
    public static string[] Words(string? search) =>
        string.IsNullOrWhiteSpace(search) ? [] : [.. Fold(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Replaces control characters and invalid UTF-16, which cannot be normalized.</summary>
    private static string WellFormed(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return builder.ToString();
    }
}
