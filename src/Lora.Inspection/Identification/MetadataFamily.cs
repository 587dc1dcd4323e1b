using Lora.Inspection.Formats;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>Finds the family that the metadata of a file names.</summary>
internal static class MetadataFamily
{
    private static readonly string[] Keys = ["ss_base_model_version", "modelspec.architecture", "architecture", "general.architecture", "model_type", "base_model", "base_model_name", "baseModel"];

    // The keys of trainers for the architecture. Others may contain the name of any checkpoint.
    private static readonly string[] Stamps = ["ss_base_model_version", "modelspec.architecture", TrainerConfig.ModelTypeKey];

    /// <summary>Returns the family from metadata alone. With <paramref name="fromTensors"/>, refines a family that the tensors identify.</summary>
    public static LoraFamilyMatch Find(IReadOnlyDictionary<string, string> raw, LoraRuleSet? rules = null, string? fromTensors = null)
    {
        rules ??= LoraRuleSet.Default;
        var claim = FindClaim(raw, rules);
        if (fromTensors is not null && rules.Find(fromTensors) is { } family)
        {
            return new() { Id = fromTensors, Variant = FindVariant(raw, null, family, claim, rules)?.Variant, Confidence = InspectionConfidence.Likely };
        }

        if (claim is null)
        {
            return LoraFamilyMatch.None;
        }

        var variant = FindVariant(raw, null, rules.Find(claim.Id)!, claim, rules)?.Variant;
        return new() { Id = claim.Id, Variant = variant, Confidence = claim.IsWeak ? InspectionConfidence.Possible : InspectionConfidence.Likely };
    }

    /// <summary>Returns the family that the metadata names most clearly. One trainer writes Stable Diffusion 1 for everything it does not know, so any other name wins over that.</summary>
    public static FamilyClaim? FindClaim(IReadOnlyDictionary<string, string> raw, LoraRuleSet rules)
    {
        FamilyClaim? first = null;
        foreach (var (key, text) in StatementsOf(raw))
        {
            if (FamilyNames.Find(text, rules) is var (id, variant))
            {
                var claim = new FamilyClaim(id, variant, key, Short(text), IsWeak: false);
                if (first is null || (first.Id == LoraFamilies.Sd1 && id != first.Id) || (id != first.Id && rules.IsWithin(id, first.Id)))
                {
                    first = claim;
                }
                else if (id == first.Id && IsNarrower(variant, first.Variant))
                {
                    first = first with { Variant = variant };
                }
            }
        }

        return first ?? FindWeak(raw, rules);
    }

    /// <summary>
    /// Returns the base model that the trainer wrote if no rule knows it, or <see langword="null"/>. Ignored if another key clearly names a known family; a trainer's default for
    /// everything, Stable Diffusion 1, is not such a name.
    /// </summary>
    public static string? FindUnknown(IReadOnlyDictionary<string, string> raw, FamilyClaim? claim, LoraRuleSet rules)
    {
        if (claim is { IsWeak: false, Id: not LoraFamilies.Sd1 })
        {
            return null;
        }

        foreach (var (key, text) in StatementsOf(raw))
        {
            if (Stamps.Contains(key, StringComparer.Ordinal) && FamilyNames.Find(text, rules) is null && FamilyNames.NameOf(text) is { } name)
            {
                return Short(name);
            }
        }

        return null;
    }

    /// <summary>Returns the variant from the base checkpoint, the claim, the title or the file name. A later source wins only if it is more specific.</summary>
    public static (string Variant, InspectionEvidence Evidence)? FindVariant(IReadOnlyDictionary<string, string> raw, string? fileName, FamilyRule family, FamilyClaim? claim, LoraRuleSet rules)
    {
        (string Variant, InspectionEvidence Evidence)? best = null;
        foreach (var found in FindVariants(raw, fileName, family, claim, rules))
        {
            if (IsNarrower(found.Variant, best?.Variant))
            {
                best = found;
            }
        }

        return best;
    }

    private static IEnumerable<(string Key, string Text)> StatementsOf(IReadOnlyDictionary<string, string> raw)
    {
        foreach (var key in Keys)
        {
            if (MetadataText.Get(raw, key) is { } text)
            {
                yield return (key, text);
            }
        }

        if (TrainerConfig.Read(raw).ModelType is { } type)
        {
            yield return (TrainerConfig.ModelTypeKey, type);
        }
    }

    private static string? CheckpointOf(IReadOnlyDictionary<string, string> raw) => MetadataText.First(raw, "ss_sd_model_name", "base_checkpoint") ?? TrainerConfig.Read(raw).BaseModel;

    private static IEnumerable<(string Variant, InspectionEvidence Evidence)> FindVariants(
        IReadOnlyDictionary<string, string> raw, string? fileName, FamilyRule family, FamilyClaim? claim, LoraRuleSet rules)
    {
        var checkpoint = CheckpointOf(raw);
        if (checkpoint is not null && KnownCheckpoints.Find(checkpoint, rules) is { Variant: { } known } found && rules.IsWithin(family.Id, found.Id))
        {
            yield return (known, TrainedOn(known, checkpoint));
        }

        if (claim is { Variant: { } variant } && (rules.IsWithin(claim.Id, family.Id) || rules.IsWithin(family.Id, claim.Id)))
        {
            yield return (variant, InspectionEvidence.Of("variant.metadata", $"{variant}: its metadata says \"{claim.Text}\" ({claim.Key})."));
        }

        if (checkpoint is not null && FamilyNames.FindVariant(checkpoint, family) is { } trained)
        {
            yield return (trained, TrainedOn(trained, checkpoint));
        }

        foreach (var key in (string[])["modelspec.title", "ss_output_name", "general.name"])
        {
            if (MetadataText.Get(raw, key) is { } text && FamilyNames.FindVariant(text, family) is { } titled)
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

    private static FamilyClaim? FindWeak(IReadOnlyDictionary<string, string> raw, LoraRuleSet rules)
    {
        if (CheckpointOf(raw) is { } checkpoint)
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
        if (FamilyNames.Find(FileStem.Of(checkpoint), rules) is { } known)
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
    private static string Short(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");
}
