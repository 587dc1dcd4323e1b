using System.Runtime.CompilerServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Reads the entry of a tensor in the form that every common writer gives it: its three members in their usual order, with or without space between them. Whatever
/// else stands there is left to <see cref="OddEntry"/>, which gives the same answers more slowly.
/// </summary>
internal static class RegularEntry
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ref HeaderCursor cursor, TensorCollector tensors, out TensorDescription tensor)
    {
        tensor = TensorDescription.StartingAt(tensors.Dimensions.Count);
        // A copy can stay in registers, and leaves the place as it was where the entry turns out to be odd.
        var ahead = cursor;
        if (ahead.TryTakeForm("{\"dtype\":"u8) && TryReadType(ref ahead, ref tensor)
            && ahead.TryTakeForm(",\"shape\":["u8) && TryReadShape(ref ahead, tensors.Dimensions, ref tensor)
            && ahead.TryTakeForm(",\"data_offsets\":["u8) && TryReadOffsets(ref ahead, ref tensor))
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
        // What nearly all LoRAs are written in comes first.
        tensor.Type = cursor.TryTake("\"BF16\""u8) ? TensorType.BF16
            : cursor.TryTake("\"F16\""u8) ? TensorType.F16
            : cursor.TryTake("\"F32\""u8) ? TensorType.F32
            : TensorType.Other;
        if (tensor.Type == TensorType.Other)
        {
            (tensor.Type, cursor.Position) = ReadRareType(cursor);
        }

        return tensor.Type != TensorType.Other;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TensorType Type, int Position) ReadRareType(HeaderCursor cursor) =>
        (cursor.TryTakePlainText(out var name) ? TensorTypes.Parse(name) : TensorType.Other, cursor.Position);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadShape(ref HeaderCursor cursor, RentedList<long> dimensions, ref TensorDescription tensor)
    {
        cursor.SkipSpace();
        if (cursor.TryTake((byte)']'))
        {
            return true;
        }

        do
        {
            cursor.SkipSpace();
            if (!cursor.TryTakeNumber(out var dimension))
            {
                return false;
            }

            tensor.AddDimension((ulong)dimension);
            dimensions.Add(dimension);
            cursor.SkipSpace();
        }
        while (cursor.TryTake((byte)','));

        return cursor.TryTake((byte)']');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadOffsets(ref HeaderCursor cursor, ref TensorDescription tensor)
    {
        cursor.SkipSpace();
        if (!cursor.TryTakeNumber(out var begin) || !cursor.TryTakeForm(","u8))
        {
            return false;
        }

        cursor.SkipSpace();
        if (!cursor.TryTakeNumber(out var end))
        {
            return false;
        }

        (tensor.Begin, tensor.End) = (begin, end);
        return cursor.TryTakeForm("]}"u8);
    }
}
