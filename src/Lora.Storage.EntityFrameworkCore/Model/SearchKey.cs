using System.Text;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>
/// Text as it is searched and sorted: without difference of case and of Unicode form. It is made here and stored beside the text, because databases
/// disagree: SQLite, for one, folds the case of ASCII letters alone.
/// </summary>
internal static class SearchKey
{
    // Compatibility forms may need more characters than what they stand for; what does not fit is not searched.
    public const int MaxName = 2 * LoraNameRules.MaxLength;
    public const int MaxFileName = 2 * LoraFileRules.MaxNameLength;

    public static string OfName(string name) => Truncate(Fold(name), MaxName);

    public static string OfFileName(string fileName) => Truncate(Fold(fileName), MaxFileName);

    /// <summary>The words that must all occur; none when there is nothing to search for.</summary>
    public static string[] Words(string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
        {
            return [];
        }

        var words = Fold(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return [.. words.Where(word => !words.Exists(other => other.Length > word.Length && other.Contains(word, StringComparison.Ordinal)))];
    }

    /// <summary>Whether a text can be stored and asked for on every database: valid UTF-16 without control characters.</summary>
    public static bool IsStorable(string text) =>
        text.EnumerateRunes().All(static rune => !Rune.IsControl(rune)) && string.Equals(text, string.Concat(text.EnumerateRunes()), StringComparison.Ordinal);

    private static string Fold(string text)
    {
        var upper = WellFormed(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant().Normalize(NormalizationForm.FormKC);

        // What simple case mapping leaves apart: the Turkish dotted and dotless i, and the sharp s (Unicode CaseFolding.txt, status F and T).
        return upper.Replace('\u0130', 'I').Replace('\u0131', 'I').Replace("\u00DF", "SS", StringComparison.Ordinal).Replace("\u1E9E", "SS", StringComparison.Ordinal);
    }

    /// <summary>Normalising wants valid UTF-16, and PostgreSQL takes no U+0000; a control character separates words.</summary>
    private static string WellFormed(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return builder.ToString();
    }

    private static string Truncate(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
