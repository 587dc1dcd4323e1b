namespace Lora.Inspection.Identification;

/// <summary>Every family whose rules the tensors of a file keep.</summary>
internal sealed class FamilyCandidates(SurveySearch search, LoraRuleSet rules, string? claimed)
{
    /// <summary>Whether a family that would have to be named to count keeps the rules too, so that the answer is not beyond doubt.</summary>
    public bool HasUnnamed { get; private set; }

    /// <summary>The families, the preferred first. Where none keeps the widths, those whose names fit, and of these the ones that keep the most.</summary>
    public IReadOnlyList<FamilyCandidate> Find()
    {
        var found = Find(odd: false);
        if (found.Count > 0)
        {
            return found;
        }

        found = Find(odd: true);
        var most = found.Count == 0 ? 0 : found.Max(candidate => candidate.Measured);
        found.RemoveAll(candidate => candidate.Measured < most);
        return found;
    }

    private List<FamilyCandidate> Find(bool odd)
    {
        var all = new List<FamilyCandidate>();
        foreach (var (family, layouts) in rules.Compiled.Families)
        {
            if (FindBest(family, layouts, odd) is { } best)
            {
                all.Add(best);
            }
        }

        return Narrow(all);
    }

    private FamilyCandidate? FindBest(LoraFamilyRule family, CompiledLayout[] layouts, bool odd)
    {
        FamilyCandidate? best = null;
        var (most, hadUnnamed) = (-1, HasUnnamed);
        foreach (var (layout, marks) in layouts)
        {
            if (search.HasAny(marks) && Check(family, layout, odd) is { } candidate && Weight(candidate) > most)
            {
                (best, most) = (candidate, Weight(candidate));
            }
        }

        // A family that counts without its name casts no doubt on itself.
        HasUnnamed = best is null ? HasUnnamed : hadUnnamed;
        return best;
    }

    private FamilyCandidate? Check(LoraFamilyRule family, LoraTensorLayout layout, bool odd)
    {
        if (!search.HasAll(layout.Needs) || search.HasAny(layout.Never) || (layout.NeedsDots && !HasDots(layout)))
        {
            return null;
        }

        if (!layout.Blocks.All(search.Agrees) || (layout.NeedsBlocks.Count > 0 && !layout.NeedsBlocks.Any(search.Reaches)))
        {
            return null;
        }

        var seen = 0;
        var wrong = false;
        foreach (var width in layout.Widths)
        {
            var agrees = search.Agrees(width);
            seen += agrees == true ? 1 : 0;
            wrong |= agrees == false;
        }

        if ((wrong && !odd) || (layout.NeedsWidth && seen == 0))
        {
            return null;
        }

        if (layout.NeedsName && (claimed is null || !rules.IsWithin(claimed, family.Id)))
        {
            HasUnnamed = true;
            return null;
        }

        return new(family, search.HasAny(layout.Proofs), seen, layout.IsWeak, wrong);
    }

    private bool HasDots(LoraTensorLayout layout)
    {
        foreach (var mark in layout.Marks)
        {
            foreach (var module in search.Find(mark))
            {
                if (module.Dotted)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A proof beats what merely fits, a denoiser a text encoder, a width that is seen one that is not, and a narrower family its wider one.
    private List<FamilyCandidate> Narrow(List<FamilyCandidate> all)
    {
        if (all.Exists(candidate => candidate.IsProven))
        {
            all.RemoveAll(candidate => !candidate.IsProven);
        }

        if (all.Exists(candidate => !candidate.IsWeak))
        {
            all.RemoveAll(candidate => candidate.IsWeak);
        }

        if (all.Exists(candidate => candidate.IsMeasured))
        {
            all.RemoveAll(candidate => candidate is { IsMeasured: false, IsProven: false });
        }

        all.RemoveAll(wide => all.Exists(narrow => narrow != wide && rules.IsWithin(narrow.Family.Id, wide.Family.Id)));
        return all;
    }

    private static int Weight(FamilyCandidate candidate) => (candidate.IsProven ? 4 : 0) + (candidate.IsWeak ? 0 : 2) + (candidate.IsMeasured ? 1 : 0);
}
