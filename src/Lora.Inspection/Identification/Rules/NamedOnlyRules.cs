namespace Lora.Inspection.Identification.Rules;

/// <summary>Families that are recognized only by name in the metadata, because their tensors are those of others or not documented.</summary>
internal static class NamedOnlyRules
{
    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new() { Id = LoraFamilies.OmniGen, Name = "OmniGen", Names = [new("omnigen"), new("omnigen1*"), new("omnigenv1*")] },
    ];
}
