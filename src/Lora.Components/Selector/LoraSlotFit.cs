using Lora.Inspection;

namespace Lora.Components;

/// <summary>Which LoRAs fit what a selector stands for, and how to ask the server for them.</summary>
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

    /// <summary>Whether any LoRA will do.</summary>
    public bool TakesAny => Slot is { Families.Count: 0, Expert: LoraExpert.Any };

    /// <summary>All that may fit.</summary>
    public LoraQuery Possible => TakesAny ? new LoraQuery() : _possible;

    /// <summary>What to list one after the other, the best first; each has all of the one before.</summary>
    public IReadOnlyList<LoraQuery> Stages(bool all) => (TakesAny, all) switch
    {
        (true, _) => [new LoraQuery()],
        (false, true) => [_best, _possible, new LoraQuery()],
        _ => [_best, _possible],
    };

    public LoraFit Check(LoraItemFacts facts) =>
        TakesAny ? LoraFit.Fits
        : IsOther(facts) ? LoraFit.Wrong
        : Judge(facts).Fit;

    /// <summary>The verdict on a LoRA with its reason, whatever else the file may be.</summary>
    public LoraFitResult Judge(LoraItemFacts facts) => LoraCompatibility.Check(Slot, Finding(facts), facts.Role, _rules);

    /// <summary>Whether the base model is what does not fit, and not the expert.</summary>
    public bool IsWrongBase(LoraItemFacts facts) => CheckBase(Finding(facts)) == LoraFit.Wrong;

    /// <summary>Whether the file is no LoRA at all.</summary>
    public static bool IsOther(LoraItemFacts facts) => facts.Content is not (LoraContent.Lora or LoraContent.Unknown);

    private static LoraFamilyMatch Finding(LoraItemFacts facts) => new() { Id = facts.Family, Confidence = facts.Confidence, Candidates = facts.Candidates };

    private LoraFit CheckBase(LoraFamilyMatch family) => LoraCompatibility.Check(Slot with { Expert = LoraExpert.Any }, family, LoraNoiseExpert.Unknown, _rules).Fit;

    // Ids that a pattern stands for cannot be counted up; then the server gives all, and the list leaves out what is wrong.
    private IReadOnlyList<string> Families(LoraFit worst) => Slot.Families.Count == 0 || Slot.Families.Any(family => family.EndsWith('*'))
        ? []
        : [.. Ids(worst).Distinct(StringComparer.Ordinal)];

    private IEnumerable<string> Ids(LoraFit worst) => Slot.Families
        .Concat(_rules.FamilyIds.Where(id => CheckBase(new LoraFamilyMatch { Id = id, Confidence = InspectionConfidence.Certain }) <= worst))
        .Concat(worst >= LoraFit.Unknown ? [LoraFamilies.Unknown] : []);

    private LoraNoiseExpert[] Roles(params ReadOnlySpan<LoraNoiseExpert> others) => Slot.Expert switch
    {
        LoraExpert.High => [LoraNoiseExpert.High, .. others],
        LoraExpert.Low => [LoraNoiseExpert.Low, .. others],
        _ => NoRoles,
    };
}
