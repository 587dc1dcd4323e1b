using System.Buffers;

namespace Lora.Inspection.Safetensors;

/// <summary>The rule that the tensors lie one behind the other, without a gap and without sharing a byte.</summary>
internal static class TensorCoverage
{
    /// <returns>The fault, or <see langword="null"/>.</returns>
    public static InspectionIssue? Check(TensorCollector tensors, out long end)
    {
        end = tensors.InOrderUntil;
        return tensors.IsInOrder ? null : CheckSorted(tensors, out end);
    }

    private static InspectionIssue? CheckSorted(TensorCollector tensors, out long end)
    {
        var entries = tensors.Entries;
        var keys = ArrayPool<long>.Shared.Rent(entries.Length);
        var indexes = ArrayPool<int>.Shared.Rent(entries.Length);
        try
        {
            for (var index = 0; index < entries.Length; index++)
            {
                // By place, and of those at one place the empty tensors first: they may stand before one that has bytes.
                keys[index] = (entries[index].Begin * 2) + (entries[index].End > entries[index].Begin ? 1 : 0);
                indexes[index] = index;
            }

            keys.AsSpan(0, entries.Length).Sort(indexes.AsSpan(0, entries.Length));
            end = 0;
            foreach (var index in indexes.AsSpan(0, entries.Length))
            {
                ref readonly var entry = ref entries[index];
                if (entry.Begin != end)
                {
                    var name = tensors.NameOf(entry);
                    return entry.Begin < end ? SafetensorsFaults.Overlap(name) : SafetensorsFaults.Gap(name, entry.Begin - end);
                }

                end = entry.End;
            }

            return null;
        }
        finally
        {
            ArrayPool<long>.Shared.Return(keys);
            ArrayPool<int>.Shared.Return(indexes);
        }
    }
}
