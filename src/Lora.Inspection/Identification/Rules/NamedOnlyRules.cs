namespace Lora.Inspection.Identification.Rules;

/// <summary>Families that are recognized only by name in the metadata, because their tensors are those of others or not documented.</summary>
internal static class NamedOnlyRules
{
    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new() { Id = LoraFamilies.SkyReels, Name = "SkyReels V2", Names = [new("skyreels*"), new("skyreelsv2**")] },
        new() { Id = LoraFamilies.Helios, Name = "Helios", Names = [new("helios*")] },
        new() { Id = LoraFamilies.AnyFlow, Name = "AnyFlow", Names = [new("anyflow*")] },
        new() { Id = LoraFamilies.Kandinsky6, Name = "Kandinsky 6", Names = [new("kandinsky6*")] },
        new() { Id = LoraFamilies.DeepFloyd, Name = "DeepFloyd IF", Names = [new("deepfloyd**")] },
    ];
}
