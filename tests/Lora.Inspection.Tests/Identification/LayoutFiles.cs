using Lora.Inspection.Identification;

namespace Lora.Inspection.Tests.Identification;

/// <summary>Creates LoRAs from the layouts of the rules: every layer of a family, in every block.</summary>
internal static class LayoutFiles
{
    /// <summary>Returns the parts of a layout that a trainer may train: all layers, attention, feed-forward layers, and each layer alone.</summary>
    public static IEnumerable<IReadOnlyList<string>> PartsOf(TensorLayout layout)
    {
        List<string> all = [.. layout.Widths.Select(static width => width.Pattern).Distinct(StringComparer.Ordinal)];
        yield return [.. layout.Marks.Take(1), .. layout.Needs, .. layout.Proofs.Take(1), .. all];
        yield return all;
        yield return [.. layout.Needs, .. all.Where(static pattern => pattern.Contains("attn", StringComparison.Ordinal) || pattern.Contains("attention", StringComparison.Ordinal))];
        yield return [.. layout.Needs, .. all.Where(static pattern => pattern.Contains("_ff", StringComparison.Ordinal) || pattern.Contains("mlp", StringComparison.Ordinal) || pattern.Contains("feed_forward", StringComparison.Ordinal))];
        foreach (var pattern in all)
        {
            yield return [.. layout.Needs, pattern];
        }
    }

    public static IEnumerable<(string Name, long[] Shape)> Tensors(TensorLayout layout, IEnumerable<string> patterns)
    {
        var widths = layout.Widths.ToLookup(static width => width.Pattern, StringComparer.Ordinal);
        return patterns.Distinct(StringComparer.Ordinal)
            .SelectMany(pattern => ModulesOf(layout, pattern).SelectMany(module => Headers.Peft(module, WidthOf(widths[pattern], LayerSide.Input), WidthOf(widths[pattern], LayerSide.Output))));
    }

    private static IEnumerable<string> ModulesOf(TensorLayout layout, string pattern)
    {
        // A pattern without a start belongs to some block.
        var start = pattern[0] == '^' ? string.Empty : layout.NeedsBlocks.Count > 0 ? $"{layout.NeedsBlocks[0].Pattern}_{layout.Marks[0]}_" : $"{layout.Marks[0].TrimEnd('$')}_";
        var name = (start + pattern).Trim('^', '$');
        name += name.EndsWith('#') ? "_layer" : string.Empty;
        var first = name.IndexOf('#', StringComparison.Ordinal);
        if (first < 0)
        {
            return [$"diffusion_model.{name}"];
        }

        var range = layout.Blocks.Concat(layout.Depth).Concat(layout.NeedsBlocks).Where(blocks => blocks.Place == 0 && name.StartsWith(blocks.Pattern.Trim('^'), StringComparison.Ordinal)).ToList();
        var (low, high) = range.Count == 0 ? (1, 2) : (range[0].Min, range.Min(static blocks => blocks.Max));
        return Enumerable.Range(low, high - low + 1).Select(block => $"diffusion_model.{name[..first].TrimEnd('_')}.{block}{name[(first + 1)..].Replace('#', '0').Replace("_0_", ".0.", StringComparison.Ordinal)}");
    }

    private static long WidthOf(IEnumerable<LayerWidth> widths, LayerSide side) => widths.FirstOrDefault(width => width.Side == side)?.Widths[0] ?? 64;
}
