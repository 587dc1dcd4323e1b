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

    /// <summary>Returns whether a width matches the file, or <see langword="null"/> if the file doesn't show it.</summary>
    public bool? Agrees(LayerWidth width) => Agrees(Find(width.Pattern), width.Side, width.Widths);

    private static bool? Agrees(List<ModulePattern> modules, LayerSide side, IReadOnlyList<long> widths)
    {
        bool? result = null;
        foreach (var module in modules)
        {
            foreach (var seen in LayerWidths.Of(module, side))
            {
                if (widths.Contains(seen))
                {
                    return true;
                }

                result = false;
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

    /// <summary>Returns whether the file has the last block of every range that it has blocks of, or <see langword="null"/> if it has none.</summary>
    public bool? Completes(IReadOnlyList<BlockRange> ranges)
    {
        bool? result = null;
        foreach (var range in ranges)
        {
            var last = -1;
            foreach (var module in Find(range.Pattern))
            {
                last = Math.Max(last, module.Index(range.Place).High);
            }

            if (last >= 0)
            {
                result = result != false && last >= range.Max;
            }
        }

        return result;
    }

    /// <summary>Counts the layers of the model in the file, and those that a layout has.</summary>
    public (int All, int Known) Explain(TensorLayout layout)
    {
        List<ModulePattern> known =
        [
            .. layout.Widths.SelectMany(width => Find(width.Pattern)), .. layout.Known.SelectMany(pattern => Find(pattern)), .. layout.Proofs.SelectMany(pattern => Find(pattern)),
        ];
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
