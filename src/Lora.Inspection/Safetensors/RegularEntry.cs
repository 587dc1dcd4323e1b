using System.Runtime.CompilerServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Reads the entry of a tensor in the form that common writers use: data type, shape and offsets in this order, with or without space between them. A pass of Utf8JsonReader
/// over the header alone would take longer than the whole inspection does. Any other form is left to <see cref="OddEntry"/>.
/// </summary>
internal static class RegularEntry
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ref HeaderCursor cursor, TensorCollector tensors, out TensorDescription tensor)
    {
        tensor = TensorDescription.StartingAt(tensors.Dimensions.Count);
        // A copy can stay in registers, and the position is unchanged if the entry has another form.
        var ahead = cursor;
        if (ahead.TryReadForm("{\"dtype\":"u8) && TryReadType(ref ahead, ref tensor)
            && ahead.TryReadForm(",\"shape\":["u8) && TryReadShape(ref ahead, tensors.Dimensions, ref tensor)
            && ahead.TryReadForm(",\"data_offsets\":["u8) && TryReadOffsets(ref ahead, ref tensor) && ahead.TryReadForm("]}"u8))
        {
            cursor = ahead;
            return true;
        }

        tensors.Dimensions.TruncateTo(tensor.ShapeStart);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadType(ref HeaderCursor cursor, ref TensorDescription tensor)
    {
        cursor.SkipSpace();
        // The data types of nearly all LoRAs are tried first.
        tensor.Type = cursor.TryRead("\"BF16\""u8) ? TensorType.BF16
            : cursor.TryRead("\"F16\""u8) ? TensorType.F16
            : cursor.TryRead("\"F32\""u8) ? TensorType.F32
            : TensorType.Other;
        if (tensor.Type == TensorType.Other)
        {
            (tensor.Type, cursor.Position) = ReadRareType(cursor);
        }

        return tensor.Type != TensorType.Other;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TensorType Type, int Position) ReadRareType(HeaderCursor cursor) =>
        (cursor.TryReadPlainText(out var name) ? TensorTypes.Parse(name) : TensorType.Other, cursor.Position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadShape(ref HeaderCursor cursor, RentedList<long> dimensions, ref TensorDescription tensor)
    {
        cursor.SkipSpace();
        if (cursor.TryRead((byte)']'))
        {
            return true;
        }

        do
        {
            cursor.SkipSpace();
            if (!cursor.TryReadNumber(out var dimension))
            {
                return false;
            }

            tensor.AddDimension((ulong)dimension);
            dimensions.Add(dimension);
            cursor.SkipSpace();
        }
        while (cursor.TryRead((byte)','));

        return cursor.TryRead((byte)']');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadOffsets(ref HeaderCursor cursor, ref TensorDescription tensor)
    {
        cursor.SkipSpace();
        if (!cursor.TryReadNumber(out var begin) || !cursor.TryReadForm(","u8))
        {
            return false;
        }

        cursor.SkipSpace();
        var isNumber = cursor.TryReadNumber(out var end);
        (tensor.Begin, tensor.End) = (begin, end);
        return isNumber;
    }
}
