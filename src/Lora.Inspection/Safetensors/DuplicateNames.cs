using System.Buffers;
using System.Numerics;
using Lora.Inspection.Hashing;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Finds a duplicate tensor name. In a file with ascending names, as the safetensors library writes them, only neighbors are compared; in any other, one pass fills a hash
/// table.
/// </summary>
internal static class DuplicateNames
{
    private const int IndexBits = 32;

    /// <returns>The index of the second tensor with the name; -1 if there is no duplicate.</returns>
    public static int Find(TensorCollector tensors)
    {
        var entries = tensors.Entries;
        if (AreAscending(tensors, entries))
        {
            return -1;
        }

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

    private static bool AreAscending(TensorCollector tensors, ReadOnlySpan<TensorEntry> entries)
    {
        for (var index = 1; index < entries.Length; index++)
        {
            if (tensors.NameOf(entries[index - 1]).SequenceCompareTo(tensors.NameOf(entries[index])) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Find(TensorCollector tensors, ReadOnlySpan<TensorEntry> entries, Span<ulong> slots)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            var name = tensors.NameOf(entries[index]);
            var hash = KeyedHash.Of(name);
            var at = (int)hash & (slots.Length - 1);
            while (slots[at] != 0)
            {
                // A slot contains the upper half of the hash and the index plus one.
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
}
