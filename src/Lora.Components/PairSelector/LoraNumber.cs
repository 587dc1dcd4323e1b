using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Lora.Components;

/// <summary>Parses and formats numbers in the current culture.</summary>
internal static partial class LoraNumber
{
    /// <summary>
    /// Parses a number with the decimal separator of the culture or a point. Ambiguous input, such as 1.000 in German, is rejected, because a wrong guess
    /// would change the value.
    /// </summary>
    public static bool TryParse(string? text, out decimal value)
    {
        value = 0;
        var format = NumberFormatInfo.CurrentInfo;
        var plain = Simplify(text, format);
        if (plain is null)
        {
            return false;
        }

        var local = plain.Replace(format.NumberDecimalSeparator, ".", StringComparison.Ordinal);
        var isForeign = format.NumberDecimalSeparator != "." && plain.Contains('.', StringComparison.Ordinal);
        if (isForeign && (local != plain || Grouped().IsMatch(plain)))
        {
            return false;
        }

        return decimal.TryParse(local, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Formats a number for a text box, without group separators and with at least as many decimals as the step.</summary>
    public static string Format(decimal value, decimal? step = null)
    {
        var decimals = Scale(step ?? 0);
        return value.ToString("0." + new string('0', decimals) + new string('#', Math.Max(0, 15 - decimals)), NumberFormatInfo.CurrentInfo);
    }

    /// <summary>Formats a number for an HTML attribute.</summary>
    public static string Attribute(decimal value) => value.ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>Returns the value moved by one step, within the bounds.</summary>
    public static decimal Step(decimal value, decimal step, int direction, decimal? min, decimal? max)
    {
        var moved = value + (step * direction);
        return direction > 0 && moved > max ? Math.Max(max.Value, value) : direction < 0 && moved < min ? Math.Min(min.Value, value) : moved;
    }

    private static int Scale(decimal value)
    {
        var scale = 0;
        for (; scale < 15 && value != decimal.Truncate(value); scale++)
        {
            value *= 10;
        }

        return scale;
    }

    private static string? Simplify(string? text, NumberFormatInfo format)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 64)
        {
            return null;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Trim().Replace(format.NegativeSign, "-", StringComparison.Ordinal))
        {
            if (char.IsDigit(character))
            {
                plain.Append((char)('0' + (int)char.GetNumericValue(character)));
            }
            else if (character is '\u2212')
            {
                plain.Append('-');
            }
            else if (character is not ('\u061C' or '\u200E' or '\u200F'))
            {
                plain.Append(character);
            }
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"^[-+]?[1-9]\d{0,2}(\.\d{3})+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grouped();
}
