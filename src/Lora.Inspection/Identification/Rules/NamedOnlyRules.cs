namespace Lora.Inspection.Identification.Rules;

/// <summary>Families that are recognized only by name in the metadata, or by one tensor name, because their tensors are not documented well enough.</summary>
internal static class NamedOnlyRules
{
    private static readonly string[] ErnieOwn =
        ["^layers_#_mlp_linear_fc2", "^layers_#_self_attention_to_q", "^layers_#_self_attention_to_k", "^layers_#_self_attention_to_v", "^layers_#_self_attention_to_out_0"];

    private static readonly string[] KandinskyOwn = ["^visual_transformer_blocks_#", "^text_transformer_blocks_#"];

    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        new() { Id = LoraFamilies.Ernie, Name = "ERNIE-Image", Layouts = [new() { Marks = ErnieOwn, Proofs = ErnieOwn }], Names = [new("ernie*")] },
        new() { Id = LoraFamilies.Kandinsky5, Name = "Kandinsky 5", Layouts = [new() { Marks = KandinskyOwn, Proofs = KandinskyOwn }], Names = [new("kandinsky*")] },
        new() { Id = LoraFamilies.ZetaChroma, Name = "Zeta Chroma", Names = [new("zetachroma*")] },
    ];
}
