using Lora.Inspection;

namespace Lora;

/// <summary>Says whether a LoRA fits a slot of a model. It advises; nothing is forbidden by it.</summary>
internal static class LoraCompatibility
{
    /// <summary>Says whether a LoRA fits.</summary>
    /// <param name="slot">What the model takes.</param>
    /// <param name="family">The family of the LoRA; with <see cref="InspectionConfidence.Certain"/> where a person has set it.</param>
    /// <param name="role">The expert of the LoRA.</param>
    /// <param name="rules">The families to know; <see langword="null"/>: those of this package.</param>
    public static LoraFitFinding Check(LoraSlot slot, LoraFamilyMatch family, LoraNoiseExpert role, LoraRuleSet? rules = null)
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

    private static LoraFitFinding CheckFamily(IReadOnlyList<string> families, LoraFamilyMatch family, LoraRuleSet rules)
    {
        if (families.Count == 0)
        {
            return LoraFitFinding.Of(LoraFit.Fits, "fit.any", "This slot takes any LoRA.");
        }

        IReadOnlyList<string> possible = family.Candidates.Count > 0 ? family.Candidates : family.Id == LoraFamilies.Unknown ? [] : [family.Id];
        var taken = Names(families, rules);
        if (possible.Count == 0)
        {
            return LoraFitFinding.Of(LoraFit.Unknown, "fit.family_unknown", $"Nobody knows which model this LoRA is for; this slot takes {taken}.");
        }

        var fits = possible.Count(id => families.Any(entry => Takes(entry, id, rules)));
        var names = Names(possible, rules);
        var isGuess = family.Confidence <= InspectionConfidence.Possible;
        if (fits == possible.Count)
        {
            return isGuess && possible.Count == 1
                ? LoraFitFinding.Of(LoraFit.Probably, "fit.family_guess", $"This LoRA is perhaps for {names}.")
                : LoraFitFinding.Of(LoraFit.Fits, "fit.family", $"This LoRA is for {names}.");
        }

        if (fits > 0)
        {
            return families.Any(entry => Takes(entry, possible[0], rules)) && family.Id != LoraFamilies.Unknown
                ? LoraFitFinding.Of(LoraFit.Probably, "fit.family_first", $"This LoRA is for {names}, which the file cannot tell apart; this slot takes {taken}.")
                : LoraFitFinding.Of(LoraFit.Unknown, "fit.family_among", $"This LoRA is for {names}; this slot takes {taken}.");
        }

        if (possible.Any(id => rules.Find(id)?.AlsoFits.Any(other => families.Any(entry => Takes(entry, other, rules))) ?? false))
        {
            return LoraFitFinding.Of(LoraFit.Probably, "fit.family_also", $"This LoRA is for {names}, and most work with {taken} too.");
        }

        if (possible.Any(id => families.Any(entry => rules.IsWithin(entry, id))))
        {
            return LoraFitFinding.Of(LoraFit.Unknown, "fit.family_wider", $"This LoRA is for {names}, but nothing tells whether for {taken}.");
        }

        return isGuess && possible.Count == 1
            ? LoraFitFinding.Of(LoraFit.Unknown, "fit.family_guess_other", $"This LoRA is perhaps for {names}; this slot takes {taken}.")
            : LoraFitFinding.Of(LoraFit.Wrong, "fit.family_other", $"This LoRA is for {names}; this slot takes {taken}.");
    }

    private static LoraFitFinding CheckExpert(LoraExpert expert, LoraNoiseExpert role)
    {
        var isHigh = expert == LoraExpert.High;
        return role switch
        {
            LoraNoiseExpert.Both => LoraFitFinding.Of(LoraFit.Fits, "fit.expert_both", "This LoRA is for both experts."),
            LoraNoiseExpert.High when isHigh => LoraFitFinding.Of(LoraFit.Fits, "fit.expert_high", "This LoRA is for the high-noise expert."),
            LoraNoiseExpert.Low when !isHigh => LoraFitFinding.Of(LoraFit.Fits, "fit.expert_low", "This LoRA is for the low-noise expert."),
            LoraNoiseExpert.High => LoraFitFinding.Of(LoraFit.Wrong, "fit.expert_high_other", "This LoRA is for the high-noise expert; this slot is for the low-noise one."),
            LoraNoiseExpert.Low => LoraFitFinding.Of(LoraFit.Wrong, "fit.expert_low_other", "This LoRA is for the low-noise expert; this slot is for the high-noise one."),
            LoraNoiseExpert.None => LoraFitFinding.Of(LoraFit.Probably, "fit.expert_none", "This LoRA is for a model without experts. It can be used on either."),
            _ => LoraFitFinding.Of(LoraFit.Probably, "fit.expert_unknown", "Nothing tells for which expert this LoRA is. It can be used on either."),
        };
    }

    private static bool Takes(string entry, string id, LoraRuleSet rules) =>
        entry.EndsWith('*') ? id.StartsWith(entry[..^1], StringComparison.Ordinal) : rules.IsWithin(id, entry);

    private static string Names(IReadOnlyList<string> ids, LoraRuleSet rules)
    {
        List<string> names = [.. ids.Select(id => rules.FindName(id) ?? id).Distinct(StringComparer.Ordinal)];
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
