using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lora.Parameters.Rules;

/// <summary>Brings what programs and JSON hand over to the four canonical kinds: <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/>, none.</summary>
internal static class ModelScalar
{
    // Whole doubles are exact up to here; beyond it, and for fractions, only 15 digits can be relied on.
    private const double MaxExactDouble = 9_007_199_254_740_992;

    /// <summary>Whether there is nothing in it: none, or blank text.</summary>
    public static bool IsEmpty(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>Takes a JSON value apart. What is no scalar, or cannot be held, is returned as it is, and no type will accept it.</summary>
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

    /// <summary>Reads a number, without trailing zeros; <see langword="null"/> when it is none, or when it is too large to be held.</summary>
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

    /// <summary>Whether a text can be sent: it has no half of a surrogate pair.</summary>
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

    // Dividing by one with many zeros drops the trailing zeros of a decimal; zero itself may carry a sign that must not be sent.
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
            // The text has an escape for half of a surrogate pair, which has no value as a string.
            return element;
        }
    }
}
