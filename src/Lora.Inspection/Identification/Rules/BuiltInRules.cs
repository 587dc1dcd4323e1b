namespace Lora.Inspection.Identification.Rules;

/// <summary>The built-in families. If a header allows several, the earlier one is more likely.</summary>
internal static class BuiltInRules
{
    public static IReadOnlyList<FamilyRule> All { get; } =
    [
        .. StableDiffusionRules.All, .. StableDiffusion3Rules.All, .. QwenImageRules.All, .. FluxRules.All, .. FluxRelativeRules.All, .. Flux2Rules.All,
        .. HunyuanRules.All, .. WanRules.All, .. AnimaRules.All, .. ZImageRules.All, .. KreaRules.All, .. LtxRules.All, .. HiDreamRules.All,
        .. SmallTransformerRules.All, .. MiniMaxRules.All, .. KandinskyRules.All, .. NewerTransformerRules.All, .. AuraFlowRules.All, .. NamedOnlyRules.All,
    ];
}
