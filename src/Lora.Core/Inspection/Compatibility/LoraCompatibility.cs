using Lora.Parameters;

namespace Lora.Inspection;

/// <summary>Says whether a LoRA fits a slot of a model. It advises; nothing is forbidden by it.</summary>
public static class LoraCompatibility
{
    /// <summary>Says whether a LoRA fits.</summary>
    /// <param name="slot">What the model takes.</param>
    /// <param name="family">The family of the LoRA; with <see cref="InspectionConfidence.Certain"/> where a person has set it.</param>
    /// <param name="role">The expert of the LoRA.</param>
    /// <param name="rules">The families to know; <see langword="null"/>: those of this package.</param>
    public static LoraFitFinding Check(LoraSlot slot, LoraFamilyFinding family, LoraExpertRole role, LoraRuleSet? rules = null)
    {
        ArgumentNullException.ThrowIfNull(slot);
        ArgumentNullException.ThrowIfNull(family);
        var byFamily = CheckFamily(slot.Families, family, rules ?? LoraRuleSet.Default);
        if (byFamily.Fit == LoraFit.Wrong || slot.Expert == LoraExpert.Any)
        {
            return byFamily;
        }

        var byExpert = CheckExpert(slot.Expert, role);
        return byExpert.Fit > byFamily.Fit ? byExpert : byFamily;
    }

    private static LoraFitFinding CheckFamily(IReadOnlyList<string> families, LoraFamilyFinding family, LoraRuleSet rules)
    {
        if (families.Count == 0)
        {
            return new(LoraFit.Fits, "This slot takes any LoRA.");
        }

        IReadOnlyList<string> possible = family.Candidates.Count > 0 ? family.Candidates : family.Id == LoraFamilies.Unknown ? [] : [family.Id];
        var taken = Names(families, rules);
        if (possible.Count == 0)
        {
            return new(LoraFit.Unknown, $"Nobody knows which model this LoRA is for; this slot takes {taken}.");
        }

        var fits = possible.Count(id => families.Any(entry => Takes(entry, id, rules)));
        var names = Names(possible, rules);
        var isGuess = family.Confidence <= InspectionConfidence.Possible;
        if (fits == possible.Count)
        {
            return isGuess && possible.Count == 1 ? new(LoraFit.Probably, $"This LoRA is perhaps for {names}.") : new(LoraFit.Fits, $"This LoRA is for {names}.");
        }

        if (fits > 0)
        {
            return families.Any(entry => Takes(entry, possible[0], rules)) && family.Id != LoraFamilies.Unknown
                ? new(LoraFit.Probably, $"This LoRA is for {names}, which the file cannot tell apart; this slot takes {taken}.")
                : new(LoraFit.Unknown, $"This LoRA is for {names}; this slot takes {taken}.");
        }

        if (possible.Any(id => rules.Find(id)?.AlsoFits.Any(other => families.Any(entry => Takes(entry, other, rules))) ?? false))
        {
            return new(LoraFit.Probably, $"This LoRA is for {names}, and most work with {taken} too.");
        }

        if (possible.Any(id => families.Any(entry => rules.IsWithin(entry, id))))
        {
            return new(LoraFit.Unknown, $"This LoRA is for {names}, but nothing tells whether for {taken}.");
        }

        return isGuess && possible.Count == 1
            ? new(LoraFit.Unknown, $"This LoRA is perhaps for {names}; this slot takes {taken}.")
            : new(LoraFit.Wrong, $"This LoRA is for {names}; this slot takes {taken}.");
    }

    private static LoraFitFinding CheckExpert(LoraExpert expert, LoraExpertRole role)
    {
        var slot = expert == LoraExpert.High ? "high" : "low";
        return role switch
        {
            LoraExpertRole.Both => new(LoraFit.Fits, "This LoRA is for both experts."),
            LoraExpertRole.High or LoraExpertRole.Low when role == LoraExpertRole.High == (expert == LoraExpert.High) => new(LoraFit.Fits, $"This LoRA is for the {slot}-noise expert."),
            LoraExpertRole.High => new(LoraFit.Wrong, "This LoRA is for the high-noise expert; this slot is for the low-noise one."),
            LoraExpertRole.Low => new(LoraFit.Wrong, "This LoRA is for the low-noise expert; this slot is for the high-noise one."),
            LoraExpertRole.None => new(LoraFit.Probably, "This LoRA is for a model without experts. It can be used on either."),
            _ => new(LoraFit.Probably, "Nothing tells for which expert this LoRA is. It can be used on either."),
        };
    }

    private static bool Takes(string entry, string id, LoraRuleSet rules) =>
        entry.EndsWith('*') ? id.StartsWith(entry[..^1], StringComparison.Ordinal) : rules.IsWithin(id, entry);

    private static string Names(IReadOnlyList<string> ids, LoraRuleSet rules)
    {
        List<string> names = [.. ids.Select(id => rules.Find(id)?.Name ?? id).Distinct(StringComparer.Ordinal)];
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
