using System.Text;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>
/// Normalizes text for searching and sorting, regardless of case and Unicode form (<see cref="LoraSearchText"/>). The result is computed here and stored beside the text,
/// because databases differ: SQLite, for example, ignores the case of ASCII letters only.
/// </summary>
internal static class SearchKey
{
    // Compatibility forms may be longer than the original text. The excess is not compared.
    public const int MaxName = 2 * LoraNameRules.MaxLength;

    public static string OfName(string name) => LoraSearchText.Truncate(LoraSearchText.Fold(name), MaxName);

    /// <summary>Returns the texts of a record that a search compares.</summary>
    public static string OfTexts(LoraRecord record) => LoraSearchText.Of(record.Name, record.FileName, record.Facts.Inspection?.Metadata.TriggerWords ?? []);

    /// <summary>Returns whether a text can be stored and queried on every database: valid UTF-16 without control characters.</summary>
    public static bool IsStorable(string text) =>
        text.EnumerateRunes().All(static rune => !Rune.IsControl(rune)) && string.Equals(text, string.Concat(text.EnumerateRunes()), StringComparison.Ordinal);
}
