using System.Runtime.CompilerServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Reads the entry of a tensor in the form that every common writer gives it: its three members, each once and in any order. Whatever else stands there is
/// left to <see cref="OddEntry"/>, which gives the same answers more slowly.
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

    public static bool TryRead(ref HeaderCursor cursor, TensorCollector tensors, TensorType guess, out TensorDescription tensor)
    {
        var start = cursor.Position;
        tensor = TensorDescription.StartingAt(tensors.Dimensions.Count);
        if (TryReadMembers(ref cursor, tensors.Dimensions, guess, ref tensor))
        {
            return true;
        }

        cursor.Position = start;
        tensors.Dimensions.TruncateTo(tensor.ShapeStart);
        return false;
    }

    private static bool TryReadMembers(ref HeaderCursor cursor, RentedList<long> dimensions, TensorType guess, ref TensorDescription tensor)
    {
        if (!cursor.TryTake((byte)'{'))
        {
            return false;
        }

        var seen = Members.None;
        do
        {
            cursor.SkipSpace();
            var member = TakeMember(ref cursor);
            if (member == Members.None || (seen & member) != Members.None || !TryTakeColon(ref cursor))
            {
                return false;
            }

            seen |= member;
            var read = member switch
            {
                Members.Type => TryReadType(ref cursor, guess, ref tensor),
                Members.Shape => TryReadShape(ref cursor, dimensions, ref tensor),
                _ => TryReadOffsets(ref cursor, ref tensor),
            };
            if (!read)
            {
                return false;
            }

            cursor.SkipSpace();
        }
        while (cursor.TryTake((byte)','));

        return cursor.TryTake((byte)'}') && seen == Members.All;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Members TakeMember(ref HeaderCursor cursor) =>
        cursor.TryTake("\"dtype\""u8) ? Members.Type
        : cursor.TryTake("\"shape\""u8) ? Members.Shape
        : cursor.TryTake("\"data_offsets\""u8) ? Members.Offsets
        : Members.None;

    private static bool TryReadType(ref HeaderCursor cursor, TensorType guess, ref TensorDescription tensor)
    {
        if (!cursor.TryTakePlainText(out var name))
        {
            return false;
        }

        // Most tensors of a file are of one type.
        tensor.Type = name.SequenceEqual(TensorTypes.NameOf(guess)) ? guess : TensorTypes.Parse(name);
        return tensor.Type != TensorType.Other;
    }

    private static bool TryReadShape(ref HeaderCursor cursor, RentedList<long> dimensions, ref TensorDescription tensor)
    {
        if (!cursor.TryTake((byte)'['))
        {
            return false;
        }

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

    private static bool TryReadOffsets(ref HeaderCursor cursor, ref TensorDescription tensor)
    {
        if (!cursor.TryTake((byte)'['))
        {
            return false;
        }

        cursor.SkipSpace();
        if (!cursor.TryTakeNumber(out var begin))
        {
            return false;
        }

        cursor.SkipSpace();
        if (!cursor.TryTake((byte)','))
        {
            return false;
        }

        cursor.SkipSpace();
        if (!cursor.TryTakeNumber(out var end))
        {
            return false;
        }

        cursor.SkipSpace();
        tensor.Begin = begin;
        tensor.End = end;
        return cursor.TryTake((byte)']');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTakeColon(ref HeaderCursor cursor)
    {
        cursor.SkipSpace();
        if (!cursor.TryTake((byte)':'))
        {
            return false;
        }

        cursor.SkipSpace();
        return true;
    }
}
