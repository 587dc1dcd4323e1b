using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>Finds a name that two tensors have, in one pass over a table of hashes. The hash is keyed, so that no file can be made to collide on purpose.</summary>
internal static class DuplicateNames
{
    private const int IndexBits = 32;

    private static readonly ulong Key = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static readonly ulong Factor = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    /// <returns>The index of the second of two tensors with one name; -1 when there are none.</returns>
    public static int Find(TensorCollector tensors)
    {
        var entries = tensors.Entries;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(entries.Length * 2) + 1);
        var rented = ArrayPool<ulong>.Shared.Rent(size);
        try
        {
            var slots = rented.AsSpan(0, size);
            slots.Clear();
            return Find(tensors, entries, slots);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    private static int Find(TensorCollector tensors, ReadOnlySpan<TensorEntry> entries, Span<ulong> slots)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            var name = tensors.NameOf(entries[index]);
            var hash = Hash(name);
            var at = (int)hash & (slots.Length - 1);
            while (slots[at] != 0)
            {
                // A slot holds the upper half of the hash, and the index plus one.
                if (slots[at] >> IndexBits == hash >> IndexBits && tensors.NameOf(entries[(int)(uint)slots[at] - 1]).SequenceEqual(name))
                {
                    return index;
                }

                at = (at + 1) & (slots.Length - 1);
            }

            slots[at] = (hash >> IndexBits << IndexBits) | (uint)(index + 1);
        }

        return -1;
    }

    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = Key ^ (ulong)name.Length;
        while (name.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name));
            name = name[sizeof(ulong)..];
        }

        var rest = 0UL;
        foreach (var value in name)
        {
            rest = (rest << 8) | value;
        }

        return Mix(Mix(hash ^ rest));
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Factor, out var low);
        return high ^ low;
    }
}
