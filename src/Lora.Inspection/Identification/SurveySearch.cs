namespace Lora.Inspection.Identification;

/// <summary>Searches a file for the patterns of the rules, each at most once and only if a rule needs it.</summary>
internal sealed class SurveySearch(TensorSurvey survey, CompiledRules rules)
{
    private static readonly List<ModulePattern> Nothing = [];

    private readonly List<ModulePattern>?[] _found = new List<ModulePattern>?[rules.Count];
    private readonly HashSet<NameStart> _starts = survey.Starts;

    public bool Has(string pattern) => Find(pattern).Count > 0;

    public bool HasAny(ReadOnlySpan<int> patterns)
    {
        foreach (var number in patterns)
        {
            if (Find(number).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool HasAny(IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (Has(pattern))
            {
                return true;
            }
        }

        return false;
    }

    public bool HasAll(IReadOnlyList<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            if (!Has(pattern))
            {
                return false;
            }
        }

        return true;
    }

    public List<ModulePattern> Find(string pattern) => Find(rules.NumberOf(pattern));

    private List<ModulePattern> Find(int number) => _found[number] ??= Find(rules[number]);

    private List<ModulePattern> Find(NamePattern pattern)
    {
        var found = Nothing;
        if (pattern.IsWholeName && survey.Names is { } names)
        {
            return pattern.MayMatch(_starts) && names.Find(pattern.Name, pattern.Hash) is { } only ? [only] : found;
        }

        if (pattern.MayMatch(_starts))
        {
            foreach (var module in survey.Patterns)
            {
                if (pattern.Matches(module.Name))
                {
                    found = found == Nothing ? [] : found;
                    found.Add(module);
                }
            }
        }

        return found;
    }

    /// <summary>Returns whether every width of a layer in the file is one of the possible ones, or <see langword="null"/> if the file shows none.</summary>
    public bool? Agrees(LayerWidth width) => Agrees(Find(width.Pattern), width.Side, width.Widths);

    private static bool? Agrees(List<ModulePattern> modules, LayerSide side, IReadOnlyList<long> widths)
    {
        bool? result = null;
        foreach (var module in modules)
        {
            foreach (var seen in LayerWidths.Of(module, side))
            {
                if (!widths.Contains(seen))
                {
                    return false;
                }

                result = true;
            }
        }

        return result;
    }

    public bool Agrees(BlockRange blocks)
    {
        foreach (var module in Find(blocks.Pattern))
        {
            var (low, high) = module.Index(blocks.Place);
            if (high >= 0 && (low < blocks.Min || high > blocks.Max))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Returns whether the last block of every range that the file has blocks of is that of the family, or <see langword="null"/> if the file has none. A single block doesn't show
    /// how many there are.
    /// </summary>
    public bool? Completes(IReadOnlyList<BlockRange> ranges)
    {
        bool? result = null;
        foreach (var range in ranges)
        {
            var (first, last) = (int.MaxValue, -1);
            foreach (var module in Find(range.Pattern))
            {
                var (low, high) = module.Index(range.Place);
                (first, last) = (Math.Min(first, low), Math.Max(last, high));
            }

            if (last >= 0)
            {
                result = result != false && last == range.Max && first < last;
            }
        }

        return result;
    }

    /// <summary>Counts the layers of the model in the file, and those that a layout has. The name of a block is not the name of a layer: a new layer can be in any block.</summary>
    public (int All, int Known) Explain(TensorLayout layout)
    {
        HashSet<ModulePattern> known = [];
        foreach (var pattern in layout.Widths.Select(static width => width.Pattern).Concat(layout.Known).Concat(layout.Proofs))
        {
            if (!pattern.EndsWith('#'))
            {
                known.UnionWith(Find(pattern));
            }
        }

        var (all, explained) = (0, 0);
        foreach (var module in survey.Patterns)
        {
            if (module.Part != ModulePart.TextEncoder && (LayerWidths.Of(module, LayerSide.Input).Count > 0 || LayerWidths.Of(module, LayerSide.Output).Count > 0))
            {
                all++;
                explained += known.Contains(module) ? 1 : 0;
            }
        }

        return (all, explained);
    }

    public bool Reaches(BlockRange blocks)
    {
        foreach (var module in Find(blocks.Pattern))
        {
            if (module.Index(blocks.Place).High >= blocks.Min)
            {
                return true;
            }
        }

        return false;
    }
}
