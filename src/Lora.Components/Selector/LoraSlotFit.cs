using Lora.Inspection;

namespace Lora.Components;

/// <summary>Determines which LoRAs are compatible with a selector, and the queries that load them.</summary>
internal sealed class LoraSlotFit
{
    private static readonly LoraNoiseExpert[] NoRoles = [];

    private readonly LoraRuleSet _rules;
    private readonly LoraQuery _best;
    private readonly LoraQuery _possible;

    public LoraSlotFit(LoraSlot slot, LoraRuleSet rules)
    {
        (Slot, _rules) = (slot, rules);
        _best = new LoraQuery { Families = Families(LoraFit.Probably), Roles = Roles(LoraNoiseExpert.Both) };
        _possible = new LoraQuery { Families = Families(LoraFit.Unknown), Roles = Roles(LoraNoiseExpert.Unknown, LoraNoiseExpert.None, LoraNoiseExpert.Both) };
    }

    public LoraSlot Slot { get; }

    /// <summary>Gets whether any LoRA is compatible.</summary>
    public bool AcceptsAny => Slot is { Families.Count: 0, Expert: not (LoraNoiseExpert.High or LoraNoiseExpert.Low) };

    /// <summary>Gets the query for all LoRAs that may be compatible.</summary>
    public LoraQuery Possible => AcceptsAny ? new LoraQuery() : _possible;

    /// <summary>Returns the queries for the stages of the list, the best matches first. Each stage is a superset of the previous one.</summary>
    public IReadOnlyList<LoraQuery> Stages(bool all) => (AcceptsAny, all) switch
    {
        (true, _) => [new LoraQuery()],
        (false, true) => [_best, _possible, new LoraQuery()],
        _ => [_best, _possible],
    };

    public LoraFit Check(LoraItemFacts facts) =>
        AcceptsAny ? LoraFit.Fits
        : IsOther(facts) ? LoraFit.Wrong
        : Evaluate(facts).Fit;

    /// <summary>Returns the compatibility of a LoRA with the reason, regardless of the content type of the file.</summary>
    public LoraFitResult Evaluate(LoraItemFacts facts) => LoraCompatibility.Check(Slot, MatchOf(facts), facts.Role, _rules);

    /// <summary>Returns whether the base model, and not the noise expert, is incompatible.</summary>
    public bool IsWrongBase(LoraItemFacts facts) => CheckBase(MatchOf(facts)) == LoraFit.Wrong;

    /// <summary>Returns whether the file is known not to be a LoRA.</summary>
    public static bool IsOther(LoraItemFacts facts) => facts.Content is not (LoraContent.Lora or LoraContent.Unknown);

    private static LoraFamilyMatch MatchOf(LoraItemFacts facts) => new() { Id = facts.Family, Confidence = facts.Confidence, Candidates = facts.Candidates };

    private LoraFit CheckBase(LoraFamilyMatch family) => LoraCompatibility.Check(Slot with { Expert = null }, family, LoraNoiseExpert.Unknown, _rules).Fit;

    // The ids that match a pattern can't be enumerated. Then the query has no filter, and the list skips incompatible LoRAs.
    private IReadOnlyList<string> Families(LoraFit worst) => Slot.Families.Count == 0 || Slot.Families.Any(family => family.EndsWith('*'))
        ? []
        : [.. Ids(worst).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Ids(LoraFit worst) => Slot.Families
        .Concat(_rules.FamilyIds.Where(id => CheckBase(new LoraFamilyMatch { Id = id, Confidence = InspectionConfidence.Certain }) <= worst))
        .Concat(worst >= LoraFit.Unknown ? [LoraFamilies.Unknown] : []);

    private LoraNoiseExpert[] Roles(params ReadOnlySpan<LoraNoiseExpert> others) => Slot.Expert switch
    {
        LoraNoiseExpert.High => [LoraNoiseExpert.High, .. others],
        LoraNoiseExpert.Low => [LoraNoiseExpert.Low, .. others],
        _ => NoRoles,
    };
}
