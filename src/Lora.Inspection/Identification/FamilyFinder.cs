namespace Lora.Inspection.Identification;

/// <summary>Finds the base model of a file. The tensors decide; the metadata refines the result, or decides if the tensors are inconclusive.</summary>
internal static class FamilyFinder
{
    public static LoraFamilyMatch Find(TensorSurvey survey, IReadOnlyDictionary<string, string> metadata, string? fileName, LoraRuleSet rules, IdentificationLog log)
    {
        var search = new SurveySearch(survey, rules.Compiled);
        var statements = new MetadataStatements(metadata);
        var claim = MetadataFamily.FindClaim(statements, rules);
        var candidates = new FamilyCandidates(search, rules, claim?.Id);
        var found = candidates.Find();
        if (found.Count == 0)
        {
            return FromClaim(statements, fileName, claim, rules, log);
        }

        if (claim is { IsWeak: false } && rules.Find(claim.Id) is { Layouts.Count: 0 } unmeasured && !found.Any(candidate => rules.IsWithin(claim.Id, candidate.Family.Id)))
        {
            return FromName(unmeasured, found, claim, MetadataFamily.FindUnknown(statements, claim.Id, rules), log);
        }

        if (claim is not null && !found.Any(candidate => MetadataFamily.IsRelated(claim.Id, candidate.Family.Id, rules)))
        {
            claim = MetadataFamily.FindStamp(statements, found, rules) ?? claim;
        }

        var chosen = Choose(found, claim, rules);
        var named = claim is not null && MetadataFamily.IsRelated(claim.Id, chosen.Family.Id, rules);
        var unknown = MetadataFamily.FindUnknown(statements, chosen.Family.Id, rules);
        Explain(found, chosen, claim, named, rules, log);
        AddUnknown(unknown, log);
        if (found.Count > 1 && !named && !HasInput(survey))
        {
            log.Add("tensors.outputs", "It has only tensors that do not show the width of the model.");
            return new() { Candidates = [.. found.Select(candidate => candidate.Family.Id)], UnknownModel = unknown };
        }

        var variant = FindVariant(search, statements, fileName, chosen, claim, rules, log);
        return new()
        {
            Id = chosen.Family.Id,
            Variant = variant,
            Confidence = unknown is null ? Rate(found, chosen, claim, named, candidates.HasUnnamed, search, log) : InspectionConfidence.Possible,
            UnknownModel = unknown,
            Candidates = found.Count == 1 ? [] : [chosen.Family.Id, .. found.Where(candidate => candidate != chosen).Select(candidate => candidate.Family.Id)],
        };
    }

    private static FamilyCandidate Choose(IReadOnlyList<FamilyCandidate> found, FamilyClaim? claim, LoraRuleSet rules) =>
        (claim is null ? null : found.FirstOrDefault(candidate => candidate.Family.Id == claim.Id) ?? found.FirstOrDefault(candidate => rules.IsWithin(claim.Id, candidate.Family.Id))) ?? found[0];

    // Certain needs names, widths and blocks that agree, and no layer that the family doesn't have. If another model has the same ones, it also needs the name that the trainer wrote.
    private static InspectionConfidence Rate(
        IReadOnlyList<FamilyCandidate> found, FamilyCandidate chosen, FamilyClaim? claim, bool named, bool hasUnnamed, SurveySearch search, IdentificationLog log)
    {
        if (found.Count > 1 || chosen.IsOdd || chosen.IsWeak || !chosen.IsSupported)
        {
            return named ? InspectionConfidence.Likely : InspectionConfidence.Possible;
        }

        var (all, known) = search.Explain(chosen.Layout);
        if (known < all)
        {
            AddOthers(all - known, all, chosen.Family.Name, log);
            return !named && known * 2 < all ? InspectionConfidence.Possible : InspectionConfidence.Likely;
        }

        if (claim is { IsWeak: false })
        {
            // A name that contradicts the tensors is evidence too, so these are never certain then.
            return named && chosen.IsAgreed ? InspectionConfidence.Certain : InspectionConfidence.Likely;
        }

        return chosen.IsAgreed && !chosen.Layout.IsShared && (chosen.IsProven || !hasUnnamed) ? InspectionConfidence.Certain : InspectionConfidence.Likely;
    }

    // The layers of such a family are not known, so they may be those of another one.
    private static LoraFamilyMatch FromName(FamilyRule family, IReadOnlyList<FamilyCandidate> found, FamilyClaim claim, string? unknown, IdentificationLog log)
    {
        AddUnknown(unknown, log);
        log.Add("family.claimed", $"Its tensors do not identify the base model. Its metadata says \"{claim.Text}\" ({claim.Key}).");
        return new()
        {
            Id = family.Id,
            Variant = claim.Variant,
            Confidence = InspectionConfidence.Possible,
            UnknownModel = unknown,
            Candidates = [family.Id, .. found.Select(candidate => candidate.Family.Id)],
        };
    }

    private static void AddOthers(int others, int all, string family, IdentificationLog log)
    {
        if (others == 1)
        {
            log.Add("family.other_layer", $"1 of its {all} kinds of layers is not known in {family}.");
        }
        else
        {
            log.Add("family.other_layers", $"{others} of its {all} kinds of layers are not known in {family}.");
        }
    }

    private static void AddUnknown(string? unknown, IdentificationLog log)
    {
        if (unknown is not null)
        {
            log.Add("family.unknown_model", $"The file says that it was made for {unknown}, which this version does not know.");
        }
    }

    private static LoraFamilyMatch FromClaim(MetadataStatements statements, string? fileName, FamilyClaim? claim, LoraRuleSet rules, IdentificationLog log)
    {
        var unknown = MetadataFamily.FindUnknown(statements, claim?.Id, rules);
        AddUnknown(unknown, log);
        if (claim is null)
        {
            log.Add("family.none", "No known base model has these LoRA keys.");
            return unknown is null ? LoraFamilyMatch.None : new() { UnknownModel = unknown };
        }

        log.Add("family.claimed", $"Its tensors do not identify the base model. Its metadata says \"{claim.Text}\" ({claim.Key}).");
        return new()
        {
            Id = claim.Id,
            Variant = MetadataFamily.FindVariant(statements, fileName, rules.Find(claim.Id)!, claim, rules)?.Variant,
            Confidence = claim.IsWeak || unknown is not null ? InspectionConfidence.Possible : InspectionConfidence.Likely,
            UnknownModel = unknown,
        };
    }

    private static void Explain(IReadOnlyList<FamilyCandidate> found, FamilyCandidate chosen, FamilyClaim? claim, bool named, LoraRuleSet rules, IdentificationLog log)
    {
        var family = chosen.Family.Name;
        log.Add(chosen switch
        {
            { IsProven: true, Layout.IsShared: false } when found.Count == 1 => InspectionEvidence.Of("family.proven", $"It has tensors that only {family} has."),
            { IsOdd: true } => InspectionEvidence.Of("family.odd", $"Its LoRA keys match {family}, but its widths do not."),
            { IsWeak: true } => InspectionEvidence.Of("family.weak", $"Its tensors are weak evidence for {family}."),
            { IsMeasured: true } => InspectionEvidence.Of("family.measured", $"Its LoRA keys and widths match {family}."),
            _ => InspectionEvidence.Of("family.named", $"Its LoRA keys match {family}."),
        });
        if (found.Count > 1)
        {
            log.Add("family.several", $"These tensors match several base models: {string.Join(", ", found.Select(candidate => candidate.Family.Name))}.");
        }

        if (claim is null)
        {
            return;
        }

        if (named)
        {
            log.Add("metadata", $"Its metadata says \"{claim.Text}\" ({claim.Key}).");
        }
        else if (!found.Any(candidate => MetadataFamily.IsRelated(candidate.Family.Id, claim.Id, rules)))
        {
            var name = rules.Find(claim.Id)?.Name ?? claim.Id;
            log.Add(InspectionIssue.Of(
                InspectionCodes.FamilyConflict,
                $"The metadata says {name} (\"{claim.Text}\" in {claim.Key}), but the tensors are those of {family}. The tensors win.",
                InspectionSeverity.Warning));
        }
    }

    private static string? FindVariant(
        SurveySearch search, MetadataStatements statements, string? fileName, FamilyCandidate chosen, FamilyClaim? claim, LoraRuleSet rules, IdentificationLog log)
    {
        var family = chosen.Family;
        if ((family.TensorVariants.FirstOrDefault(hint => search.Has(hint.Pattern))?.Variant ?? chosen.Layout.Variant) is { } shown)
        {
            log.Add("variant.tensors", $"It has tensors of {shown}.");
            return shown;
        }

        if (MetadataFamily.FindVariant(statements, fileName, family, claim, rules) is var (variant, evidence))
        {
            log.Add(evidence);
            return variant;
        }

        return null;
    }

    private static bool HasInput(TensorSurvey survey)
    {
        ReadOnlySpan<TensorLeaf> outputs = [TensorLeaf.Up, TensorLeaf.XlabsUp, TensorLeaf.EitherUp, TensorLeaf.AdapterUp, TensorLeaf.AdapterOutput, TensorLeaf.AdapterRank, TensorLeaf.AdapterMore, TensorLeaf.HadaLeft, TensorLeaf.Alpha, TensorLeaf.UpBias];
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
