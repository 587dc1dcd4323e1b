namespace Lora.Inspection.Identification.Rules;

/// <summary>The families of this package. Where a header allows several, the earlier is the better guess.</summary>
internal static class BuiltInRules
{
    public static IReadOnlyList<LoraFamilyRule> All { get; } =
    [
        .. StableDiffusionRules.All, .. StableDiffusion3Rules.All, .. QwenImageRules.All, .. FluxRules.All, .. Flux2Rules.All,
        .. HunyuanRules.All, .. WanRules.All, .. AnimaRules.All, .. ZImageRules.All, .. KreaRules.All, .. LtxRules.All, .. HiDreamRules.All,
        .. SmallTransformerRules.All, .. MiniMaxRules.All, .. AuraFlowRules.All, .. NamedOnlyRules.All,
    ];
}
