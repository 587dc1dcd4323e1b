namespace Lora.Inspection.Identification;

/// <summary>Reads the base-model labels of Civitai.</summary>
internal static class CivitaiLabels
{
    /// <summary>Returns the family of a label such as <c>Wan Video 2.2 T2V-A14B</c> or <c>Illustrious</c>.</summary>
    /// <param name="baseModel">The label, the field <c>baseModel</c> of Civitai.</param>
    /// <param name="rules">The families to recognize, or <see langword="null"/> for the built-in ones.</param>
    /// <returns>The likely family, or <see cref="LoraFamilyMatch.None"/> for an unknown label.</returns>
    public static LoraFamilyMatch FindFamily(string? baseModel, LoraRuleSet? rules = null) =>
        Metadata.MetadataText.Clean(baseModel) is { } label && FamilyNames.Find(label, rules ?? LoraRuleSet.Default) is var (id, variant)
            ? new() { Id = id, Variant = variant, Confidence = InspectionConfidence.Likely }
            : LoraFamilyMatch.None;
}
