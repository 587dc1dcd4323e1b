namespace Lora.Inspection.Identification;

/// <summary>Finds the families whose rules match the tensors of a file.</summary>
internal sealed class FamilyCandidates(SurveySearch search, LoraRuleSet rules, string? claimed)
{
    /// <summary>Gets whether a family that applies only if the metadata names it matches too, so that the result is not certain.</summary>
    public bool HasUnnamed { get; private set; }

    /// <summary>Returns the families in order of preference. If no widths match, returns those whose names match, and of these the ones with the most matching widths.</summary>
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

    private FamilyCandidate? FindBest(FamilyRule family, CompiledLayout[] layouts, bool odd)
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

        // A family that applies without its name doesn't make itself uncertain.
        HasUnnamed = best is null ? HasUnnamed : hadUnnamed;
        return best;
    }

    private FamilyCandidate? Check(FamilyRule family, TensorLayout layout, bool odd)
    {
        if (!search.HasAll(layout.Needs) || search.HasAny(layout.Never) || (layout.NeedsDots && !HasDots(layout)))
        {
            return null;
        }

        if ((layout.NeedsDepth && search.Completes(layout.Depth) != true) || !layout.Blocks.All(search.Agrees) || (layout.NeedsBlocks.Count > 0 && !layout.NeedsBlocks.Any(search.Reaches)))
        {
            return null;
        }

        var (seen, wrong) = Measure(layout);
        if ((wrong && !odd) || (layout.NeedsWidth && seen == 0))
        {
            return null;
        }

        if (layout.NeedsName && (claimed is null || !rules.IsWithin(claimed, family.Id)))
        {
            HasUnnamed = true;
            return null;
        }

        return new(family, layout, !wrong && search.HasAny(layout.Proofs), seen, wrong, search.Completes(layout.Depth));
    }

    // Counts layers: one that matches on both sides is one mark.
    private (int Seen, bool IsWrong) Measure(TensorLayout layout)
    {
        var (seen, isWrong) = (0, false);
        for (var next = 0; next < layout.Widths.Count;)
        {
            var (pattern, agrees) = (layout.Widths[next].Pattern, (bool?)null);
            for (; next < layout.Widths.Count && layout.Widths[next].Pattern == pattern; next++)
            {
                agrees = agrees == false ? false : search.Agrees(layout.Widths[next]) ?? agrees;
            }

            seen += agrees == true ? 1 : 0;
            isWrong |= agrees == false;
        }

        return (seen, isWrong);
    }

    private bool HasDots(TensorLayout layout)
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

    // Preferred are proofs to mere matches, denoisers to text encoders, matching widths to absent ones, and narrower families to wider ones. Of the rest, those with as many blocks as
    // the file come first.
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
        return all.Exists(candidate => candidate.HasDepth == false) ? [.. all.OrderBy(candidate => candidate.HasDepth == false)] : all;
    }

    private static int Weight(FamilyCandidate candidate) => (candidate.IsProven ? 8 : 0) + (candidate.IsWeak ? 0 : 4) + (candidate.IsMeasured ? 2 : 0) + (candidate.HasDepth == true ? 1 : 0);
}
