using System.Runtime.CompilerServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Reads the entry of a tensor in the form that every common writer gives it: its three members, each once, with or without space between them. Whatever else stands
/// there is left to <see cref="OddEntry"/>, which gives the same answers more slowly.
/// </summary>
internal static class RegularEntry
{
    [Flags]
    private enum Members
    {
        None = 0,
        Type = 1,
        Shape = 2,
        Offsets = 4,
        All = Type | Shape | Offsets,
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ref HeaderCursor cursor, TensorCollector tensors, out TensorDescription tensor)
    {
        tensor = TensorDescription.StartingAt(tensors.Dimensions.Count);
        // A copy can stay in registers, and leaves the place as it was where the entry turns out to be odd.
        var ahead = cursor;
        if (ahead.TryTakeForm("{\"dtype\":"u8) && TryReadType(ref ahead, ref tensor)
            && ahead.TryTakeForm(",\"shape\":["u8) && TryReadShape(ref ahead, tensors.Dimensions, ref tensor)
            && ahead.TryTakeForm(",\"data_offsets\":["u8) && TryReadOffsets(ref ahead, ref tensor) && ahead.TryTakeForm("]}"u8))
        {
            cursor = ahead;
            return true;
        }

        tensors.Dimensions.TruncateTo(tensor.ShapeStart);
        return false;
    }

    /// <summary>The same for members in any order, which is slower by half.</summary>
    public static bool TryReadInAnyOrder(ref HeaderCursor cursor, TensorCollector tensors, out TensorDescription tensor)
    {
        tensor = TensorDescription.StartingAt(tensors.Dimensions.Count);
        var ahead = cursor;
        if (ahead.TryTakeForm("{"u8) && TryReadMembers(ref ahead, tensors.Dimensions, ref tensor) && ahead.TryTakeForm("}"u8))
        {
            cursor = ahead;
            return true;
        }

        tensors.Dimensions.TruncateTo(tensor.ShapeStart);
        return false;
    }

    private static bool TryReadMembers(ref HeaderCursor cursor, RentedList<long> dimensions, ref TensorDescription tensor)
    {
        var seen = Members.None;
        do
        {
            var member = cursor.TryTakeForm("\"dtype\":"u8) && TryReadType(ref cursor, ref tensor) ? Members.Type
                : cursor.TryTakeForm("\"shape\":["u8) && TryReadShape(ref cursor, dimensions, ref tensor) ? Members.Shape
                : cursor.TryTakeForm("\"data_offsets\":["u8) && TryReadOffsets(ref cursor, ref tensor) && cursor.TryTakeForm("]"u8) ? Members.Offsets
                : Members.None;
            if (member == Members.None || (seen & member) != Members.None)
            {
                return false;
            }

            seen |= member;
        }
        while (cursor.TryTakeForm(","u8));

        return seen == Members.All;
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
        var isNumber = cursor.TryTakeNumber(out var end);
        (tensor.Begin, tensor.End) = (begin, end);
        return isNumber;
    }
}
