using System.Globalization;
using System.Text;

namespace Lora.Inspection.Pickle;

/// <summary>Decodes strings in the instructions of a pickle.</summary>
internal static class PickleText
{
    private const int ShownLength = 120;

    /// <summary>Decodes a quoted string with Python escapes, which could hide a name.</summary>
    public static string FromQuoted(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        if (line.Length >= 2 && line[0] == line[^1] && line[0] is (byte)'\'' or (byte)'"')
        {
            line = line[1..^1];
        }

        return Unescape(Encoding.Latin1.GetString(line), "abtnvfr\\'\"x01234567", byte.MaxValue);
    }

    /// <summary>Decodes a raw string, in which only Unicode escapes apply.</summary>
    public static string FromRawLine(ReadOnlySpan<byte> line) => Unescape(Encoding.Latin1.GetString(line), "uU", uint.MaxValue);

    /// <summary>Returns a name for display, without control characters and truncated.</summary>
    public static string ForDisplay(string name)
    {
        var shown = new StringBuilder(Math.Min(name.Length, ShownLength + 1));
        foreach (var character in name.AsSpan(0, Math.Min(name.Length, ShownLength)))
        {
            shown.Append(char.IsControl(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format ? '?' : character);
        }

        return name.Length > ShownLength ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>Replaces escapes; any other backslash and the character after it are kept. Codes are masked.</summary>
    private static string Unescape(string text, string escapes, uint mask)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\' || index + 1 == text.Length)
            {
                result.Append(text[index]);
            }
            else if (escapes.Contains(text[index + 1], StringComparison.Ordinal))
            {
                index += Append(result, text.AsSpan(index + 1), mask);
            }
            else
            {
                result.Append(text[index]).Append(text[++index]);
            }
        }

        return result.ToString();
    }

    private static int Append(StringBuilder result, ReadOnlySpan<char> escape, uint mask)
    {
        var (start, length, numberBase) = escape[0] switch
        {
            'x' => (1, 2, 16),
            'u' => (1, 4, 16),
            'U' => (1, 8, 16),
            >= '0' and <= '7' => (0, CountOctal(escape), 8),
            _ => (0, 0, 0),
        };
        if (numberBase == 0)
        {
            var plain = "abtnvfr".IndexOf(escape[0], StringComparison.Ordinal);
            result.Append(plain < 0 ? escape[0] : "\a\b\t\n\v\f\r"[plain]);
            return 1;
        }

        if (escape.Length < start + length || !TryParse(escape.Slice(start, length), numberBase, out var code) || !Rune.TryCreate(code & mask, out var rune))
        {
            result.Append('?');
            return 1;
        }

        result.Append(rune);
        return start + length;
    }

    private static int CountOctal(ReadOnlySpan<char> digits)
    {
        var rest = digits[..Math.Min(3, digits.Length)].IndexOfAnyExceptInRange('0', '7');
        return rest < 0 ? Math.Min(3, digits.Length) : rest;
    }

    private static bool TryParse(ReadOnlySpan<char> digits, int numberBase, out uint code)
    {
        code = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }

            code = (code * (uint)numberBase) + (uint)Convert.ToInt32(digit.ToString(), 16);
        }

        return true;
    }
}
