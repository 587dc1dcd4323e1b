using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lora.Parameters.Rules;

/// <summary>Converts values from programs and JSON to one of the canonical types: <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/> or <see langword="null"/>.</summary>
internal static class ModelScalar
{
    // Whole doubles are exact up to this value; beyond it, and for fractions, only 15 digits are reliable.
    private const double MaxExactDouble = 9_007_199_254_740_992;

    /// <summary>Returns whether the value is <see langword="null"/> or blank text.</summary>
    public static bool IsEmpty(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>Unwraps a JSON value. A value that is not a scalar or is out of range is returned unchanged, and no type accepts it.</summary>
    public static object? Unwrap(object? value)
    {
        if (value is JsonValue node)
        {
            value = node.GetValue<object>();
        }

        if (value is not JsonElement element)
        {
            return value;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            case JsonValueKind.Number:
                return element.TryGetDecimal(out var number) ? number : element.GetDouble();
            case JsonValueKind.String:
                return ReadText(element);
            default:
                return value;
        }
    }

    /// <summary>Returns a number without trailing zeros; <see langword="null"/> if the value is not a number or is too large for <see cref="decimal"/>.</summary>
    public static decimal? ReadNumber(object? value) => value switch
    {
        decimal number => Normalise(number),
        int number => number,
        long number => number,
        double number => FromDouble(number),
        float number => FromSingle(number),
        short number => number,
        byte number => number,
        sbyte number => number,
        ushort number => number,
        uint number => number,
        ulong number => number,
        string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Normalise(number) : null,
        _ => null,
    };

    /// <summary>Returns whether a text is valid Unicode, without unpaired surrogates.</summary>
    public static bool IsWellFormed(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }

    // Dividing by one with many zeros drops the trailing zeros of a decimal. Zero itself may have a sign, which must not be sent.
    private static decimal Normalise(decimal number) => number == 0 ? 0 : number / 1.000000000000000000000000000000m;

    private static decimal? FromDouble(double number)
    {
        if (!double.IsFinite(number) || Math.Abs(number) >= (double)decimal.MaxValue)
        {
            return null;
        }

        return double.IsInteger(number) && Math.Abs(number) <= MaxExactDouble ? (long)number : Normalise((decimal)number);
    }

    private static decimal? FromSingle(float number) =>
        float.IsFinite(number) && Math.Abs(number) < (float)decimal.MaxValue ? Normalise((decimal)number) : null;

    private static object ReadText(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The text has an escape for an unpaired surrogate, which has no value as a string.
            return element;
        }
    }
}
