using System.Buffers;

namespace Lora.Inspection.Safetensors;

/// <summary>Checks that the tensors are contiguous, without gaps and overlaps.</summary>
internal static class TensorCoverage
{
    /// <returns>The problem, or <see langword="null"/>.</returns>
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
                // Sorted by offset; at the same offset, empty tensors come before one with bytes.
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
                    return entry.Begin < end ? SafetensorsProblems.Overlap(name) : SafetensorsProblems.Gap(name, entry.Begin - end);
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
