using System.Text;

namespace Lora.Storage;

/// <summary>
/// The text that a search compares, regardless of case and Unicode form. Stores save it beside the record, and components use it to search a list that they hold.
/// </summary>
internal static class LoraSearchText
{
    // Names and trigger words are much shorter, except in files that were made to be large.
    private const int MaxLength = 2_000;

    /// <summary>Returns the texts of a LoRA that a search compares, one per line. A word never contains the end of a line, so it is never found across two texts.</summary>
    public static string Of(string name, string fileName, IEnumerable<string> triggerWords) =>
        Truncate(string.Join('\n', triggerWords.Prepend(fileName).Prepend(name).Select(Fold).Distinct(StringComparer.Ordinal)), MaxLength);

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

    /// <summary>Returns whether a LoRA matches a search for these words.</summary>
    public static bool IsMatch(LoraItem item, string[] words) =>
        words.Length == 0 || (Of(item.Name, item.FileName, item.Facts.TriggerWords) is var text && words.All(word => text.Contains(word, StringComparison.Ordinal)));

    /// <summary>Returns whether each LoRA that matches a search for the words also matches one for the other words.</summary>
    public static bool IsNarrower(string[] words, string[] others) => others.All(other => words.Any(word => word.Contains(other, StringComparison.Ordinal)));

    /// <summary>Returns whether this platform compares these texts as a server does. Browsers have no data for compatibility forms, which ASCII text does not need.</summary>
    public static bool IsExact(string search, IEnumerable<LoraItem> items) =>
        !OperatingSystem.IsBrowser() || (Ascii.IsValid(search) && items.All(static item => Ascii.IsValid(item.Name) && Ascii.IsValid(item.FileName) && item.Facts.TriggerWords.All(static word => Ascii.IsValid(word))));

    /// <summary>Normalizes the case and the Unicode form.</summary>
    public static string Fold(string text)
    {
        var upper = Normalize(Normalize(WellFormed(text)).ToUpperInvariant());

        // Simple case mapping does not fold the Turkish dotted and dotless i and the sharp s (Unicode CaseFolding.txt, status F and T).
        return upper.Replace('\u0130', 'I').Replace('\u0131', 'I').Replace("\u00DF", "SS", StringComparison.Ordinal).Replace("\u1E9E", "SS", StringComparison.Ordinal);
    }

    public static string Truncate(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Normalize(string text) => Ascii.IsValid(text) ? text : text.Normalize(OperatingSystem.IsBrowser() ? NormalizationForm.FormC : NormalizationForm.FormKC);

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
}
