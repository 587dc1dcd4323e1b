using System.Buffers.Text;
using System.Text.Json;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>Reads the entry of a tensor in any form that JSON allows, and reports what is wrong with it.</summary>
internal static class OddEntry
{
    /// <summary>Reads the value at the start of <paramref name="text"/>.</summary>
    /// <returns>The problem, or <see langword="null"/>.</returns>
    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    public static InspectionIssue? Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, RentedList<long> dimensions, out TensorDescription tensor, out int length)
    {
        tensor = TensorDescription.StartingAt(dimensions.Count);
        length = 0;
        var reader = StrictJson.ReaderOf(text);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return SafetensorsProblems.NotATensor(name);
        }

        var (hasType, hasShape, hasOffsets) = (false, false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            StrictJson.CheckText(ref reader);
            var isType = reader.ValueTextEquals("dtype"u8);
            var isShape = reader.ValueTextEquals("shape"u8);
            var isOffsets = reader.ValueTextEquals("data_offsets"u8);
            if ((isType && hasType) || (isShape && hasShape) || (isOffsets && hasOffsets))
            {
                return SafetensorsProblems.MemberTwice(name);
            }

            hasType |= isType;
            hasShape |= isShape;
            hasOffsets |= isOffsets;
            reader.Read();
            if (isType && !TryReadType(ref reader, ref tensor))
            {
                return SafetensorsProblems.UnknownType(name);
            }

            if (isShape && !TryReadShape(ref reader, dimensions, ref tensor))
            {
                return SafetensorsProblems.BadShape(name);
            }

            if (isOffsets && !TryReadOffsets(ref reader, ref tensor))
            {
                return SafetensorsProblems.BadOffsets(name);
            }

            if (!isType && !isShape && !isOffsets)
            {
                StrictJson.Skip(ref reader);
            }
        }

        length = (int)reader.BytesConsumed;
        return hasType && hasShape && hasOffsets ? null : SafetensorsProblems.MemberMissing(name);
    }

    private static bool TryReadType(ref Utf8JsonReader reader, ref TensorDescription tensor)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        StrictJson.CheckText(ref reader);
        for (var type = TensorType.Other + 1; type <= TensorType.U64; type++)
        {
            if (reader.ValueTextEquals(TensorTypes.NameOf(type)))
            {
                tensor.Type = type;
                return true;
            }
        }

        return false;
    }

    private static bool TryReadShape(ref Utf8JsonReader reader, RentedList<long> dimensions, ref TensorDescription tensor)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryReadNumber(ref reader, out var dimension))
            {
                return false;
            }

            // A dimension above 63 bits is valid only beside a zero, and then its value does not matter.
            tensor.AddDimension(dimension);
            dimensions.Add((long)Math.Min(dimension, long.MaxValue));
        }

        return true;
    }

    private static bool TryReadOffsets(ref Utf8JsonReader reader, ref TensorDescription tensor)
    {
        if (reader.TokenType != JsonTokenType.StartArray
            || !reader.Read() || !TryReadNumber(ref reader, out var begin) || begin > long.MaxValue
            || !reader.Read() || !TryReadNumber(ref reader, out var end) || end > long.MaxValue
            || !reader.Read() || reader.TokenType != JsonTokenType.EndArray)
        {
            return false;
        }

        tensor.Begin = (long)begin;
        tensor.End = (long)end;
        return true;
    }

    private static bool TryReadNumber(ref Utf8JsonReader reader, out ulong value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number
            && char.IsAsciiDigit((char)reader.ValueSpan[0])
            && Utf8Parser.TryParse(reader.ValueSpan, out value, out var length)
            && length == reader.ValueSpan.Length;
    }
}
