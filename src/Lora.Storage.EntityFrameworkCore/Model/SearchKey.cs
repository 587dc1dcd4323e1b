using System.Text;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>
/// Normalizes text for searching and sorting, regardless of case and Unicode form. The result is computed here and stored beside the text, because databases
/// differ: SQLite, for example, ignores the case of ASCII letters only.
/// </summary>
internal static class SearchKey
{
    // Compatibility forms may be longer than the original text. The excess is not compared.
    public const int MaxName = 2 * LoraNameRules.MaxLength;

    // Names and trigger words are much shorter, except in files that were made to be large.
    private const int MaxTexts = 2_000;

    public static string OfName(string name) => Truncate(Fold(name), MaxName);

    /// <summary>Returns the texts of a record that a search compares, one per line. A word never contains the end of a line, so it is never found across two texts.</summary>
    public static string OfTexts(LoraRecord record)
    {
        var texts = new[] { record.Name, record.FileName }.Concat(record.Facts.Inspection?.Metadata.TriggerWords ?? []);
        return Truncate(string.Join('\n', texts.Select(Fold).Distinct(StringComparer.Ordinal)), MaxTexts);
    }

    /// <summary>Returns the words that must all occur. Empty if the text has nothing to search for.</summary>
    public static string[] Words(string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
        {
            return [];
        }

        var words = Fold(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return [.. words.Where(word => !words.Exists(other => other.Length > word.Length && other.Contains(word, StringComparison.Ordinal)))];
    }

    /// <summary>Returns whether a text can be stored and queried on every database: valid UTF-16 without control characters.</summary>
    public static bool IsStorable(string text) =>
        text.EnumerateRunes().All(static rune => !Rune.IsControl(rune)) && string.Equals(text, string.Concat(text.EnumerateRunes()), StringComparison.Ordinal);

    private static string Fold(string text)
    {
        var upper = WellFormed(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant().Normalize(NormalizationForm.FormKC);

        // Simple case mapping does not fold the Turkish dotted and dotless i and the sharp s (Unicode CaseFolding.txt, status F and T).
        return upper.Replace('\u0130', 'I').Replace('\u0131', 'I').Replace("\u00DF", "SS", StringComparison.Ordinal).Replace("\u1E9E", "SS", StringComparison.Ordinal);
    }

    /// <summary>Replaces control characters and invalid UTF-16. Normalization requires valid UTF-16, PostgreSQL rejects U+0000, and a control character separates words.</summary>
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
