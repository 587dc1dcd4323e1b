using System.Globalization;
using System.Text;

namespace Lora.Inspection;

/// <summary>Makes foreign text safe to quote in a sentence.</summary>
internal static class SafeText
{
    private const int LongestQuote = 100;

    /// <summary>Quotes a short, printable piece of a text: control characters become spaces, and an ellipsis replaces the rest of a long text.</summary>
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

    // Format characters could reverse the direction of the surrounding sentence.
    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
