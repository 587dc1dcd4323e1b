namespace Lora.Inspection.Identification;

/// <summary>Which base model a file is for: the tensors decide, the metadata refines or, where they say nothing, stands in.</summary>
internal static class FamilyFinder
{
    public static LoraFamilyFinding Find(TensorSurvey survey, IReadOnlyDictionary<string, string> metadata, string? fileName, LoraRuleSet rules, Findings findings)
    {
        var search = new SurveySearch(survey, rules.Compiled);
        var claim = MetadataFamily.FindClaim(metadata, rules);
        var candidates = new FamilyCandidates(search, rules, claim?.Id);
        var found = candidates.Find();
        if (found.Count == 0)
        {
            return FromClaim(metadata, fileName, claim, rules, findings);
        }

        var chosen = Choose(found, claim, rules);
        var named = claim is not null && (rules.IsWithin(claim.Id, chosen.Family.Id) || rules.IsWithin(chosen.Family.Id, claim.Id));
        Explain(found, chosen, claim, named, rules, findings);
        if (found.Count > 1 && !named && !HasInput(survey))
        {
            findings.Say("tensors.outputs", "It holds only the halves that do not tell how wide the model is.");
            return new() { Candidates = [.. found.Select(candidate => candidate.Family.Id)] };
        }

        var variant = FindVariant(search, metadata, fileName, chosen.Family, claim, rules, findings);
        return new()
        {
            Id = chosen.Family.Id,
            Variant = variant,
            Confidence = Rate(found, chosen, named, candidates.HasUnnamed),
            Candidates = found.Count == 1 ? [] : [chosen.Family.Id, .. found.Where(candidate => candidate != chosen).Select(candidate => candidate.Family.Id)],
        };
    }

    private static FamilyCandidate Choose(IReadOnlyList<FamilyCandidate> found, FamilyClaim? claim, LoraRuleSet rules) =>
        (claim is null ? null : found.FirstOrDefault(candidate => candidate.Family.Id == claim.Id) ?? found.FirstOrDefault(candidate => rules.IsWithin(claim.Id, candidate.Family.Id))) ?? found[0];

    private static InspectionConfidence Rate(IReadOnlyList<FamilyCandidate> found, FamilyCandidate chosen, bool named, bool hasUnnamed)
    {
        if (found.Count > 1)
        {
            return named ? InspectionConfidence.Likely : InspectionConfidence.Possible;
        }

        if (chosen.IsOdd || chosen.IsWeak)
        {
            return named ? InspectionConfidence.Likely : InspectionConfidence.Possible;
        }

        return chosen.IsProven || (chosen.IsMeasured && !hasUnnamed) ? InspectionConfidence.Certain : InspectionConfidence.Likely;
    }

    private static LoraFamilyFinding FromClaim(IReadOnlyDictionary<string, string> metadata, string? fileName, FamilyClaim? claim, LoraRuleSet rules, Findings findings)
    {
        if (claim is null)
        {
            findings.Say("family.none", "No known model has tensors of these names.");
            return LoraFamilyFinding.None;
        }

        findings.Say("family.claimed", $"Its tensors do not tell the base model; its metadata says \"{claim.Text}\" ({claim.Key}).");
        return new()
        {
            Id = claim.Id,
            Variant = MetadataFamily.FindVariant(metadata, fileName, rules.Find(claim.Id)!, claim, rules)?.Variant,
            Confidence = claim.IsWeak ? InspectionConfidence.Possible : InspectionConfidence.Likely,
        };
    }

    private static void Explain(IReadOnlyList<FamilyCandidate> found, FamilyCandidate chosen, FamilyClaim? claim, bool named, LoraRuleSet rules, Findings findings)
    {
        var family = chosen.Family.Name;
        findings.Say(chosen switch
        {
            { IsProven: true } => InspectionEvidence.Of("family.proven", $"It has tensors that only {family} has."),
            { IsOdd: true } => InspectionEvidence.Of("family.odd", $"Its tensors have the names of {family}, but not its widths."),
            { IsWeak: true } => InspectionEvidence.Of("family.weak", $"Its tensors speak for {family}, though not much."),
            { IsMeasured: true } => InspectionEvidence.Of("family.measured", $"Its tensors have the names and the widths of {family}."),
            _ => InspectionEvidence.Of("family.named", $"Its tensors have the names of {family}."),
        });
        if (found.Count > 1)
        {
            findings.Say("family.several", $"These tensors fit several base models: {string.Join(", ", found.Select(candidate => candidate.Family.Name))}.");
        }

        if (claim is null)
        {
            return;
        }

        if (named)
        {
            findings.Say("metadata", $"Its metadata says \"{claim.Text}\" ({claim.Key}).");
        }
        else if (!found.Any(candidate => rules.IsWithin(candidate.Family.Id, claim.Id) || rules.IsWithin(claim.Id, candidate.Family.Id)))
        {
            var name = rules.Find(claim.Id)?.Name ?? claim.Id;
            findings.Warn(InspectionIssue.Of(
                InspectionCodes.FamilyConflict,
                $"The metadata says {name} (\"{claim.Text}\" in {claim.Key}), but the tensors are those of {family}. The tensors are believed.",
                InspectionSeverity.Warning));
        }
    }

    private static string? FindVariant(
        SurveySearch search, IReadOnlyDictionary<string, string> metadata, string? fileName, LoraFamilyRule family, FamilyClaim? claim, LoraRuleSet rules, Findings findings)
    {
        if (family.TensorVariants.FirstOrDefault(hint => search.Has(hint.Pattern)) is { } shown)
        {
            findings.Say("variant.tensors", $"It has tensors of {shown.Variant}.");
            return shown.Variant;
        }

        if (MetadataFamily.FindVariant(metadata, fileName, family, claim, rules) is var (variant, evidence))
        {
            findings.Say(evidence);
            return variant;
        }

        return null;
    }

    private static bool HasInput(TensorSurvey survey)
    {
        ReadOnlySpan<TensorLeaf> outputs = [TensorLeaf.Up, TensorLeaf.XlabsUp, TensorLeaf.HadaLeft, TensorLeaf.Alpha, TensorLeaf.UpBias];
        foreach (var module in survey.Patterns)
        {
            for (var leaf = TensorLeaf.None; leaf <= TensorLeaf.NormBias; leaf++)
            {
                if (module.Count(leaf) > 0 && !outputs.Contains(leaf))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
