using Lora.Inspection.Formats;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>Finds the family that the metadata of a file names.</summary>
internal static class MetadataFamily
{
    private const int LongestQuote = 100;

    /// <summary>Returns the family from metadata alone. With <paramref name="fromTensors"/>, refines a family that the tensors identify.</summary>
    public static LoraFamilyMatch Find(IReadOnlyDictionary<string, string> raw, LoraRuleSet? rules = null, string? fromTensors = null)
    {
        rules ??= LoraRuleSet.Default;
        var statements = new MetadataStatements(raw);
        var claim = FindClaim(statements, rules);
        if (fromTensors is not null && rules.Find(fromTensors) is { } family)
        {
            return new() { Id = fromTensors, Variant = FindVariant(statements, null, family, claim, rules)?.Variant, Confidence = InspectionConfidence.Likely };
        }

        if (claim is null)
        {
            return LoraFamilyMatch.None;
        }

        var variant = FindVariant(statements, null, rules.Find(claim.Id)!, claim, rules)?.Variant;
        return new() { Id = claim.Id, Variant = variant, Confidence = claim.IsWeak ? InspectionConfidence.Possible : InspectionConfidence.Likely };
    }

    /// <summary>Returns the family that the metadata names most clearly. One trainer writes Stable Diffusion 1 for everything it does not know, so any other name wins over that.</summary>
    public static FamilyClaim? FindClaim(MetadataStatements statements, LoraRuleSet rules)
    {
        FamilyClaim? first = null;
        foreach (var (key, text) in statements.All)
        {
            if (FamilyNames.Find(text, rules) is var (id, variant))
            {
                var claim = new FamilyClaim(id, variant, key, Short(text), MetadataStatements.IsDefault(key, text));
                if (first is null || first.IsWeak || (first.Id == LoraFamilies.Sd1 && id != first.Id) || (id != first.Id && rules.IsWithin(id, first.Id)))
                {
                    first = claim;
                }
                else if (id == first.Id && IsNarrower(variant, first.Variant))
                {
                    first = first with { Variant = variant };
                }
            }
        }

        return first ?? FindWeak(statements, rules);
    }

    /// <summary>Returns what a trainer wrote about one of these families, or <see langword="null"/>. Trainers write a wider name to one key and a narrower name to another.</summary>
    public static FamilyClaim? FindStamp(MetadataStatements statements, IReadOnlyList<FamilyCandidate> families, LoraRuleSet rules)
    {
        foreach (var (key, text) in statements.Stamps)
        {
            if (FamilyNames.Find(text, rules) is var (id, variant) && !MetadataStatements.IsDefault(key, text) && families.Any(candidate => IsRelated(id, candidate.Family.Id, rules)))
            {
                return new FamilyClaim(id, variant, key, Short(text), IsWeak: false);
            }
        }

        return null;
    }

    /// <summary>Returns whether one of two families is the other or belongs to it.</summary>
    public static bool IsRelated(string id, string other, LoraRuleSet rules) => rules.IsWithin(id, other) || rules.IsWithin(other, id);

    /// <summary>
    /// Returns the base model that a trainer wrote if no rule knows it, or <see langword="null"/>. Ignored if a trainer also wrote the name of <paramref name="chosen"/>, the family of the
    /// file. Other keys may contain the name of any checkpoint, and a trainer's default for everything is not a name.
    /// </summary>
    public static string? FindUnknown(MetadataStatements statements, string? chosen, LoraRuleSet rules)
    {
        string? unknown = null;
        foreach (var (key, text) in statements.Stamps)
        {
            if (FamilyNames.Find(text, rules) is not var (id, _))
            {
                unknown ??= FamilyNames.NameOf(text);
            }
            else if (chosen is not null && !MetadataStatements.IsDefault(key, text) && IsRelated(id, chosen, rules))
            {
                return null;
            }
        }

        return unknown is null ? null : Short(unknown);
    }

    /// <summary>Returns the variant from the base checkpoint, the claim, the title or the file name. A later source wins only if it is more specific.</summary>
    public static (string Variant, InspectionEvidence Evidence)? FindVariant(MetadataStatements statements, string? fileName, FamilyRule family, FamilyClaim? claim, LoraRuleSet rules)
    {
        (string Variant, InspectionEvidence Evidence)? best = null;
        foreach (var found in FindVariants(statements, fileName, family, claim, rules))
        {
            if (IsNarrower(found.Variant, best?.Variant))
            {
                best = found;
            }
        }

        return best;
    }

    private static IEnumerable<(string Variant, InspectionEvidence Evidence)> FindVariants(
        MetadataStatements statements, string? fileName, FamilyRule family, FamilyClaim? claim, LoraRuleSet rules)
    {
        var checkpoint = statements.Checkpoint;
        if (checkpoint is not null && KnownCheckpoints.Find(checkpoint, rules) is { Variant: { } known } found && rules.IsWithin(family.Id, found.Id))
        {
            yield return (known, TrainedOn(known, checkpoint));
        }

        if (claim is { Variant: { } variant } && IsRelated(claim.Id, family.Id, rules))
        {
            yield return (variant, InspectionEvidence.Of("variant.metadata", $"{variant}: its metadata says \"{claim.Text}\" ({claim.Key})."));
        }

        if (checkpoint is not null && FamilyNames.FindVariant(checkpoint, family) is { } trained)
        {
            yield return (trained, TrainedOn(trained, checkpoint));
        }

        foreach (var key in (string[])["modelspec.title", "ss_output_name", "general.name"])
        {
            if (MetadataText.Get(statements.Raw, key) is { } text && FamilyNames.FindVariant(text, family) is { } titled)
            {
                yield return (titled, InspectionEvidence.Of("variant.title", $"{titled}: its title is \"{Short(text)}\"."));
            }
        }

        if (fileName is not null && FamilyNames.FindVariant(fileName, family) is { } named)
        {
            yield return (named, InspectionEvidence.Of("variant.file_name", $"{named}: its file name says so."));
        }
    }

    // "edit-2511" is more specific than "edit".
    private static bool IsNarrower(string? variant, string? other) =>
        variant is not null && (other is null || (variant.Length > other.Length && variant.StartsWith(other, StringComparison.Ordinal)));

    private static InspectionEvidence TrainedOn(string variant, string checkpoint) =>
        InspectionEvidence.Of("variant.checkpoint", $"{variant}: it was trained on {Short(checkpoint)}.");

    private static FamilyClaim? FindWeak(MetadataStatements statements, LoraRuleSet rules)
    {
        var raw = statements.Raw;
        if (statements.Checkpoint is { } checkpoint)
        {
            var found = KnownCheckpoints.Find(checkpoint, rules) ?? FindByCheckpointName(checkpoint, rules);
            if (found is var (id, variant))
            {
                return new(id, variant, "ss_sd_model_name", Short(checkpoint), IsWeak: true);
            }
        }

        if (MetadataText.Get(raw, "ss_network_module") is { } module && FamilyNames.Find(ModuleName(module), rules) is var (family, _))
        {
            return new(family, null, "ss_network_module", Short(module), IsWeak: true);
        }

        return MetadataText.Get(raw, "ss_v2") is { } second && second.Equals("true", StringComparison.OrdinalIgnoreCase)
            ? new(LoraFamilies.Sd2, null, "ss_v2", Short(second), IsWeak: true)
            : null;
    }

    private static (string Id, string? Variant)? FindByCheckpointName(string checkpoint, LoraRuleSet rules)
    {
        if (FamilyNames.Find(FileStem.Of(checkpoint), rules, anyVersion: true) is { } known)
        {
            return known;
        }

        foreach (var family in rules.Families)
        {
            if (FamilyNames.FindVariant(checkpoint, family) is { } variant)
            {
                return (family.Id, variant);
            }
        }

        return null;
    }

    // "networks.lora_flux" is for flux, "networks.lora" for anything.
    private static string ModuleName(string module)
    {
        var name = module[(module.LastIndexOf('.') + 1)..];
        foreach (var prefix in (ReadOnlySpan<string>)["lora_", "loha_", "lokr_", "oft_"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return name[prefix.Length..];
            }
        }

        return string.Empty;
    }

    // The text comes from the file, so only its start is quoted.
    private static string Short(string text) => text.Length <= LongestQuote ? text : string.Concat(MetadataText.Start(text, LongestQuote), "…");
}
