namespace Lora.Inspection.Identification.Rules;

/// <summary>Families whose tensors are not described well enough to tell them by, and that a file must name; or that one name of a tensor tells.</summary>
internal static class NamedOnlyRules
{
    public static IReadOnlyList<LoraFamilyRule> All { get; } =
    [
        new()
        {
            Id = LoraFamilies.Ideogram4,
            Name = "Ideogram 4",
            Layouts = [new() { Marks = ["^layers_#_adaln_modulation"], Needs = ["^layers_#_attention_o"] }],
            Names = [new("ideogram*")],
        },
        new() { Id = LoraFamilies.Ernie, Name = "ERNIE-Image", Layouts = [new() { Marks = ["^layers_#_mlp_linear_fc2"] }], Names = [new("ernie*")] },
        new() { Id = LoraFamilies.Kandinsky5, Name = "Kandinsky 5", Layouts = [new() { Marks = ["^visual_transformer_blocks_#", "^text_transformer_blocks_#"], Proofs = ["^visual_transformer_blocks_#"] }], Names = [new("kandinsky*")] },
        new() { Id = LoraFamilies.OmniGen2, Name = "OmniGen 2", Names = [new("omnigen*")] },
        new() { Id = LoraFamilies.Sana, Name = "Sana", Names = [new("sana*")] },
        new() { Id = LoraFamilies.ZetaChroma, Name = "Zeta Chroma", Names = [new("zetachroma*")] },
    ];
}
