using System.Buffers;
using System.Text.Json;

namespace Lora.Inspection.Safetensors;

/// <summary>Rejects what the reference implementation rejects beyond the JSON grammar: deep nesting, unpaired surrogates, numbers outside the range of a double.</summary>
internal static class StrictJson
{
    // The reference allows 127 levels; the object around all entries is the first.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 126 };

    public static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> text) => new(text, Options);

    /// <summary>Skips the value at the position of the reader.</summary>
    /// <exception cref="JsonException">It is not valid.</exception>
    public static void Skip(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        CheckToken(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            CheckToken(ref reader);
        }
    }

    /// <summary>Writes the text of the token, unescaped, over <paramref name="target"/>, which may be the very text it is read from.</summary>
    /// <exception cref="JsonException">It contains an unpaired surrogate.</exception>
    public static int Unescape(ref Utf8JsonReader reader, Span<byte> target)
    {
        var rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var length = reader.CopyString(rented);
            rented.AsSpan(0, length).CopyTo(target);
            return length;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("Unpaired surrogate.", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    public static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("Unpaired surrogate.", exception);
        }
    }

    private static void CheckToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            CheckText(ref reader);
        }
        else if (reader.TokenType == JsonTokenType.Number && !double.IsFinite(reader.GetDouble()))
        {
            throw new JsonException("Number outside the range of a double.");
        }
    }

    /// <exception cref="JsonException">It contains an unpaired surrogate.</exception>
    public static void CheckText(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            TextOf(ref reader);
        }
    }
}
