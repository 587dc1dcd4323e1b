using System.Globalization;
using System.Text;

namespace Lora.Inspection;

/// <summary>Names as they stand in the sentences of an inspection.</summary>
internal static class InspectionText
{
    private const int LongestQuote = 100;

    /// <summary>A short, printable piece of foreign text: control characters become spaces, and the rest of a long text an ellipsis.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8)
    {
        var cut = utf8.Length > LongestQuote * 4;
        return Quote(Encoding.UTF8.GetString(cut ? utf8[..(LongestQuote * 4)] : utf8));
    }

    public static string Quote(string text)
    {
        var quote = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quote.Length > LongestQuote)
            {
                quote.Append('…');
                break;
            }

            quote.Append(IsPrintable(rune) ? rune.ToString() : " ");
        }

        return quote.Append('"').ToString();
    }

    // Format characters would let a name turn the direction of the sentence around it.
    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
