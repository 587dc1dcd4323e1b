namespace Lora.Inspection.Identification;

/// <summary>Looks for the patterns of the rules in one file; each is looked for once, and only when a rule asks.</summary>
internal sealed class SurveySearch(TensorSurvey survey, CompiledRules rules)
{
    private readonly List<ModulePattern>?[] _found = new List<ModulePattern>?[rules.Count];

    public bool Has(string pattern) => Find(pattern).Count > 0;

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

    public IReadOnlyList<ModulePattern> Find(string pattern)
    {
        var number = rules.NumberOf(pattern);
        if (_found[number] is { } known)
        {
            return known;
        }

        var compiled = rules[number];
        var found = new List<ModulePattern>(0);
        foreach (var module in survey.Patterns)
        {
            if (compiled.Matches(module.Name))
            {
                found.Add(module);
            }
        }

        return _found[number] = found;
    }

    /// <summary>Whether the file shows the width: <see langword="null"/> when it does not tell.</summary>
    public bool? Agrees(LoraLayerWidth width)
    {
        bool? result = null;
        foreach (var module in Find(width.Pattern))
        {
            foreach (var seen in LayerWidths.Of(module, width.Side))
            {
                if (width.Widths.Contains(seen))
                {
                    return true;
                }

                result = false;
            }
        }

        return result;
    }

    public bool Agrees(LoraBlockNumbers blocks)
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

    public bool Reaches(LoraBlockNumbers blocks)
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
