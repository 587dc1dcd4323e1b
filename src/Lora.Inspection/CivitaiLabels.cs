namespace Lora.Inspection;

/// <summary>The labels under which Civitai sorts models by their base.</summary>
public static class CivitaiLabels
{
    /// <summary>The family of a label such as <c>Wan Video 2.2 T2V-A14B</c> or <c>Illustrious</c>.</summary>
    /// <param name="baseModel">The label, which Civitai calls <c>baseModel</c>.</param>
    /// <param name="rules">The families to know; <see langword="null"/>: those of this package.</param>
    /// <returns>The family, likely; <see cref="LoraFamilyFinding.None"/> for a label of no known family.</returns>
    public static LoraFamilyFinding FindFamily(string? baseModel, LoraRuleSet? rules = null) =>
        Metadata.MetadataText.Clean(baseModel) is { } label && Identification.FamilyNames.Find(label, rules ?? LoraRuleSet.Default) is var (id, variant)
            ? new() { Id = id, Variant = variant, Confidence = InspectionConfidence.Likely }
            : LoraFamilyFinding.None;
}
