using Lora.Inspection;

namespace Lora;

/// <summary>Checks whether a LoRA fits a slot of a model. The result is advice; it does not prevent any selection.</summary>
internal static class LoraCompatibility
{
    /// <summary>Returns how well a LoRA fits a slot.</summary>
    /// <param name="slot">The slot of the model.</param>
    /// <param name="family">The base model of the LoRA; with <see cref="InspectionConfidence.Certain"/> if a user set it.</param>
    /// <param name="role">The noise expert of the LoRA.</param>
    /// <param name="rules">The known base models; <see langword="null"/> for the built-in ones.</param>
    public static LoraFitResult Check(LoraSlot slot, LoraFamilyMatch family, LoraNoiseExpert role, LoraRuleSet? rules = null)
    {
        ArgumentNullException.ThrowIfNull(slot);
        ArgumentNullException.ThrowIfNull(family);
        var byFamily = CheckFamily(slot.Families, family, rules ?? LoraRuleSet.Default);
        if (byFamily.Fit == LoraFit.Wrong || slot.Expert is not (LoraNoiseExpert.High or LoraNoiseExpert.Low))
        {
            return byFamily;
        }

        var byExpert = CheckExpert(slot.Expert.Value, role);
        return byExpert.Fit > byFamily.Fit ? byExpert : byFamily;
    }

    private static LoraFitResult CheckFamily(IReadOnlyList<string> families, LoraFamilyMatch family, LoraRuleSet rules)
    {
        if (families.Count == 0)
        {
            return LoraFitResult.Of(LoraFit.Fits, "fit.any", "This slot accepts any LoRA.");
        }

        IReadOnlyList<string> possible = family.Candidates.Count > 0 ? family.Candidates : family.Id == LoraFamilies.Unknown ? [] : [family.Id];
        var accepted = Names(families, rules);
        if (possible.Count == 0)
        {
            return LoraFitResult.Of(LoraFit.Unknown, "fit.family_unknown", $"The base model of this LoRA is unknown; this slot is for {accepted}.");
        }

        var fits = possible.Count(id => families.Any(entry => Accepts(entry, id, rules)));
        var names = Names(possible, rules);
        var isGuess = family.Confidence <= InspectionConfidence.Possible;
        if (fits == possible.Count)
        {
            return isGuess
                ? LoraFitResult.Of(LoraFit.Probably, "fit.family_guess", $"This LoRA may be for {names}.")
                : LoraFitResult.Of(LoraFit.Fits, "fit.family", $"This LoRA is for {names}.");
        }

        if (fits > 0)
        {
            return families.Any(entry => Accepts(entry, possible[0], rules)) && family.Id != LoraFamilies.Unknown
                ? LoraFitResult.Of(LoraFit.Probably, "fit.family_first", $"This LoRA is for {names}, which cannot be distinguished by the file; this slot is for {accepted}.")
                : LoraFitResult.Of(LoraFit.Unknown, "fit.family_among", $"This LoRA is for {names}; this slot is for {accepted}.");
        }

        if (possible.Any(id => rules.Find(id)?.AlsoFits.Any(other => families.Any(entry => Accepts(entry, other, rules))) ?? false))
        {
            return LoraFitResult.Of(LoraFit.Probably, "fit.family_also", $"This LoRA is for {names}, and most of these also work with {accepted}.");
        }

        if (possible.Any(id => families.Any(entry => rules.IsWithin(entry, id))))
        {
            return LoraFitResult.Of(LoraFit.Unknown, "fit.family_wider", $"This LoRA is for {names}, but it is unknown whether it is for {accepted}.");
        }

        return isGuess && possible.Count == 1
            ? LoraFitResult.Of(LoraFit.Unknown, "fit.family_guess_other", $"This LoRA may be for {names}; this slot is for {accepted}.")
            : LoraFitResult.Of(LoraFit.Wrong, "fit.family_other", $"This LoRA is for {names}; this slot is for {accepted}.");
    }

    private static LoraFitResult CheckExpert(LoraNoiseExpert expert, LoraNoiseExpert role)
    {
        var isHigh = expert == LoraNoiseExpert.High;
        return role switch
        {
            LoraNoiseExpert.Both => LoraFitResult.Of(LoraFit.Fits, "fit.expert_both", "This LoRA is for both noise experts."),
            LoraNoiseExpert.High when isHigh => LoraFitResult.Of(LoraFit.Fits, "fit.expert_high", "This LoRA is for the high-noise expert."),
            LoraNoiseExpert.Low when !isHigh => LoraFitResult.Of(LoraFit.Fits, "fit.expert_low", "This LoRA is for the low-noise expert."),
            LoraNoiseExpert.High => LoraFitResult.Of(LoraFit.Wrong, "fit.expert_high_other", "This LoRA is for the high-noise expert; this slot is for the low-noise one."),
            LoraNoiseExpert.Low => LoraFitResult.Of(LoraFit.Wrong, "fit.expert_low_other", "This LoRA is for the low-noise expert; this slot is for the high-noise one."),
            LoraNoiseExpert.None => LoraFitResult.Of(LoraFit.Probably, "fit.expert_none", "This LoRA is for a model without noise experts. It can be used with either."),
            _ => LoraFitResult.Of(LoraFit.Probably, "fit.expert_unknown", "The noise expert of this LoRA is unknown. It can be used with either."),
        };
    }

    private static bool Accepts(string entry, string id, LoraRuleSet rules) =>
        entry.EndsWith('*') ? id.StartsWith(entry[..^1], StringComparison.Ordinal) : rules.IsWithin(id, entry);

    private static string Names(IReadOnlyList<string> ids, LoraRuleSet rules)
    {
        List<string> names = [.. ids.Select(id => rules.FindName(id) ?? id).Distinct(StringComparer.Ordinal)];
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
