using System.Runtime.InteropServices;

namespace Lora.Inspection.Safetensors;

/// <summary>Alphas that are fetched with one read.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AlphaBlock(ReadOnlyMemory<AlphaPlace> Alphas)
{
    // Below this gap, one read is cheaper than two.
    private const int SmallGap = 4096;

    public long Begin => Alphas.Span[0].Begin;

    public long End => Alphas.Span[^1].End;

    /// <summary>Splits alphas, sorted by offset, into blocks: one if all are close together, else one for each cluster.</summary>
    public static List<AlphaBlock> Cut(ReadOnlyMemory<AlphaPlace> alphas, int longest)
    {
        var blocks = new List<AlphaBlock>();
        if (alphas.IsEmpty)
        {
            return blocks;
        }

        var entries = alphas.Span;
        var gap = entries[^1].End - entries[0].Begin <= longest ? longest : SmallGap;
        var first = 0;
        for (var index = 1; index < entries.Length; index++)
        {
            if (entries[index].Begin - entries[index - 1].End > gap || entries[index].End - entries[first].Begin > longest)
            {
                blocks.Add(new AlphaBlock(alphas[first..index]));
                first = index;
            }
        }

        blocks.Add(new AlphaBlock(alphas[first..]));
        return blocks;
    }

    /// <summary>Returns at most this many blocks, spread evenly from the first to the last.</summary>
    public static IEnumerable<AlphaBlock> Sample(List<AlphaBlock> blocks, int most) =>
        blocks.Count <= most ? blocks
        : most <= 1 ? blocks.Take(most)
        : Enumerable.Range(0, most).Select(index => blocks[(int)((long)index * (blocks.Count - 1) / (most - 1))]);
}
