using System.Globalization;
using Lora.Inspection;

namespace Lora.Components;

/// <summary>Provides the display text for the analysis of a LoRA.</summary>
internal sealed class LoraDisplayText(LoraLocalizer texts, LoraRuleSet rules)
{
    /// <summary>Gets the rules, which contain the names of the base models.</summary>
    public LoraRuleSet Rules => rules;

    /// <summary>Returns the name of a base model, or the id if the rules have no name for it.</summary>
    public string Family(string id) => id == LoraFamilies.Unknown ? texts["Family.Unknown"] : rules.FindName(id) ?? id;

    /// <summary>Returns the names of several base models: <c>FLUX.1 or Chroma</c>.</summary>
    public string Families(IEnumerable<string> ids) => string.Join(texts["List.Or"], ids.Select(Family).Distinct(StringComparer.Ordinal));

    /// <summary>Returns the base model, such as <c>SDXL · illustrious</c> or <c>FLUX.1 or Chroma</c>, or <see langword="null"/> if it is unknown.</summary>
    public string? Base(LoraItemFacts facts) => facts switch
    {
        { Candidates.Count: > 1 } => Families(facts.Candidates),
        { Family: LoraFamilies.Unknown } => null,
        { Variant: { Length: > 0 } variant } => texts["Facts.Variant", Family(facts.Family), variant],
        _ => Family(facts.Family),
    };

    /// <summary>Returns the name of a confidence level.</summary>
    public string Confidence(InspectionConfidence confidence) => texts[$"Confidence.{confidence}"];

    /// <summary>Returns the name of a network kind: <c>LoKr</c>.</summary>
    public string Kind(string kind) => texts.Or($"Kind.{kind}", kind);

    /// <summary>Returns the name of a training parameter: <c>Learning rate</c>.</summary>
    public string Training(string fact) => texts.Or($"Training.{fact}", fact);

    /// <summary>Returns the name of a noise expert: <c>High</c>.</summary>
    public string Role(LoraNoiseExpert role) => texts[$"Role.{role}"];

    /// <summary>Returns the name of a content type: <c>checkpoint</c>.</summary>
    public string Content(LoraContent content) => texts[$"Content.{content}"];

    /// <summary>Formats one number, or the minimum and maximum: <c>4–16</c>.</summary>
    public static string Range(InspectionRange range) => range.Min.Equals(range.Max) ? Number(range.Max) : $"{Number(range.Min)}–{Number(range.Max)}";

    /// <summary>Returns the chips for a card, the most important first.</summary>
    public IReadOnlyList<LoraChip> Chips(LoraItem item)
    {
        var facts = item.Facts;
        var chips = new List<LoraChip>();
        if (item.IsMissing)
        {
            chips.Add(new LoraChip(texts["Missing.Chip"], "lora-chip-danger"));
        }

        if (item.IsDamaged)
        {
            chips.Add(new LoraChip(texts["Damaged.Chip"], "lora-chip-danger"));
        }

        if (facts is { IsInspected: true, Content: not (LoraContent.Lora or LoraContent.Unknown) })
        {
            chips.Add(new LoraChip(texts["Facts.NotLora", Content(facts.Content)], "lora-chip-warn"));
        }

        if (BaseChip(facts) is { } family)
        {
            chips.Add(family);
        }

        chips.AddRange(RoleChips(facts.Role));
        if (facts.Kinds.Count > 0)
        {
            var kinds = string.Join(" + ", facts.Kinds.Select(Kind));
            chips.Add(new LoraChip(facts.Rank is { } rank ? texts["Facts.Kind", kinds, Range(rank)] : kinds));
        }

        if (Warning(item) is { } warning)
        {
            chips.Add(warning);
        }

        return chips;
    }

    /// <summary>Returns the messages about a missing or damaged file.</summary>
    public IReadOnlyList<string> Losses(LoraItem item) =>
        [.. item.IsMissing ? [texts["Missing.Text"]] : Array.Empty<string>(), .. item.IsDamaged ? [texts["Damaged.Text"]] : Array.Empty<string>()];

    private LoraChip? BaseChip(LoraItemFacts facts) => (Base(facts), facts) switch
    {
        (null, { IsInspected: true, Content: LoraContent.Lora }) => new LoraChip(texts["Family.Unknown"]),
        (null, _) => null,
        ({ } name, { Candidates.Count: > 1 }) => new LoraChip(name, "", texts["Facts.CannotTell"]),
        ({ } name, { Confidence: InspectionConfidence.Certain }) => new LoraChip(name, "lora-chip-accent"),
        ({ } name, { Confidence: InspectionConfidence.Likely }) => new LoraChip(name, "lora-chip-accent", Confidence(facts.Confidence)),
        ({ } name, _) => new LoraChip(texts["Facts.Perhaps", name]),
    };

    private IEnumerable<LoraChip> RoleChips(LoraNoiseExpert role)
    {
        if (role is LoraNoiseExpert.High or LoraNoiseExpert.Both)
        {
            yield return new LoraChip(Role(LoraNoiseExpert.High), "lora-chip-high", texts["Facts.HighHint"]);
        }

        if (role is LoraNoiseExpert.Low or LoraNoiseExpert.Both)
        {
            yield return new LoraChip(Role(LoraNoiseExpert.Low), "lora-chip-low", texts["Facts.LowHint"]);
        }
    }

    private LoraChip? Warning(LoraItem item) => item.Facts.Verdict switch
    {
        InspectionVerdict.Dangerous => new LoraChip(texts["Verdict.Dangerous"], "lora-chip-danger", texts["Verdict.DangerousHint"]),
        InspectionVerdict.Invalid => new LoraChip(texts["Verdict.Invalid"], "lora-chip-danger"),
        InspectionVerdict.Suspicious => new LoraChip(texts["Verdict.Suspicious"], "lora-chip-warn", texts["Verdict.SuspiciousHint"]),
        _ => string.Equals(item.Format, "ckpt", StringComparison.Ordinal) ? new LoraChip(".ckpt", "lora-chip-warn") : null,
    };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.CurrentCulture);
}
