namespace Lora.Inspection.Identification;

/// <summary>
/// Removes an unknown start of all names, such as the name of a wrapper class. Words are removed one after the other until a base model matches in names and widths. Nothing is
/// removed if the names match a base model as they are.
/// </summary>
internal static class UnknownStart
{
    private const int MaxWords = 8;

    // A LoRA has a few hundred different names. Each word to remove takes a search.
    private const int MaxPatterns = 1024;

    /// <summary>Returns the survey without the unknown start, and that start with underscores between its words; the same survey and <see langword="null"/> if there is none.</summary>
    public static (TensorSurvey Survey, string? Start) Remove(TensorSurvey survey, LoraRuleSet rules)
    {
        if (survey.Patterns.Count > MaxPatterns || IsKnown(survey, rules.Compiled))
        {
            return (survey, null);
        }

        foreach (var length in Starts(survey.Patterns))
        {
            var cut = survey.With(survey.Patterns.ConvertAll(module => IsTextEncoder(module) ? module : module.Without(length)));
            var found = new FamilyCandidates(new SurveySearch(cut, rules.Compiled), rules, claimed: null).Find();
            if (found.Any(candidate => candidate is { IsOdd: false, IsWeak: false } && (candidate.IsProven || candidate.IsMeasured)))
            {
                return (cut, survey.Patterns.First(module => !IsTextEncoder(module)).Text[..(length - 1)]);
            }
        }

        return (survey, null);
    }

    private static bool IsTextEncoder(ModulePattern module) => module.Part == ModulePart.TextEncoder;

    private static bool IsKnown(TensorSurvey survey, CompiledRules rules)
    {
        foreach (var family in rules.Families)
        {
            foreach (var layout in family.Layouts)
            {
                // A mark that may stand anywhere also matches after an unknown start.
                var hasStarts = Array.Exists(layout.Marks, mark => rules[mark].IsAtStart);
                foreach (var mark in layout.Marks)
                {
                    if ((rules[mark].IsAtStart || !hasStarts) && rules[mark].MayMatch(survey.Starts) && IsIn(survey.Patterns, rules[mark]))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool IsIn(List<ModulePattern> patterns, NamePattern mark)
    {
        foreach (var module in patterns)
        {
            if (!IsTextEncoder(module) && mark.Matches(module.Name))
            {
                return true;
            }
        }

        return false;
    }

    // The lengths of the starts that all names share, in whole words without numbers, with the underscore after them.
    private static List<int> Starts(List<ModulePattern> patterns)
    {
        var lengths = new List<int>();
        if (patterns.Find(module => !IsTextEncoder(module)) is not { } first)
        {
            return lengths;
        }

        for (var end = 0; lengths.Count < MaxWords;)
        {
            var word = first.Name[end..].IndexOf((byte)'_');
            if (word < 0 || first.Name.Slice(end, word).Contains((byte)'#'))
            {
                return lengths;
            }

            end += word + 1;
            foreach (var module in patterns)
            {
                if (!IsTextEncoder(module) && (module.Name.Length <= end || !module.Name.StartsWith(first.Name[..end])))
                {
                    return lengths;
                }
            }

            lengths.Add(end);
        }

        return lengths;
    }
}
