using System.Globalization;
using Lora.Inspection;

namespace Lora.Components;

/// <summary>Says in words what is known of the inside of a LoRA.</summary>
internal sealed class LoraWords(LoraLocalizer texts, LoraRuleSet rules)
{
    /// <summary>The families that are known, as people name them.</summary>
    public LoraRuleSet Rules => rules;

    /// <summary>The name of a family; a host's own id names itself.</summary>
    public string Family(string id) => id == LoraFamilies.Unknown ? texts["Family.Unknown"] : rules.FindName(id) ?? id;

    /// <summary>Several families: <c>FLUX.1 or Chroma</c>.</summary>
    public string Families(IEnumerable<string> ids) => string.Join(texts["List.Or"], ids.Select(Family).Distinct(StringComparer.Ordinal));

    /// <summary>The base model: <c>SDXL · illustrious</c>, or <c>FLUX.1 or Chroma</c>; <see langword="null"/> when nothing speaks for one.</summary>
    public string? Base(LoraItemFacts facts) => facts switch
    {
        { Candidates.Count: > 1 } => Families(facts.Candidates),
        { Family: LoraFamilies.Unknown } => null,
        { Variant: { Length: > 0 } variant } => texts["Facts.Variant", Family(facts.Family), variant],
        _ => Family(facts.Family),
    };

    /// <summary>How sure something is.</summary>
    public string Confidence(InspectionConfidence confidence) => texts[$"Confidence.{confidence}"];

    /// <summary>A kind of network: <c>LoKr</c>.</summary>
    public string Kind(string kind) => texts.Or($"Kind.{kind}", kind);

    /// <summary>A fact of the training: <c>Learning rate</c>.</summary>
    public string Training(string fact) => texts.Or($"Training.{fact}", fact);

    /// <summary>The expert: <c>High</c>.</summary>
    public string Role(LoraNoiseExpert role) => texts[$"Role.{role}"];

    /// <summary>What a file holds: <c>checkpoint</c>.</summary>
    public string Content(LoraContent content) => texts[$"Content.{content}"];

    /// <summary>One number, or the smallest and the largest: <c>4–16</c>.</summary>
    public static string Range(InspectionRange range) => range.Min.Equals(range.Max) ? Number(range.Max) : $"{Number(range.Min)}–{Number(range.Max)}";

    /// <summary>What a card shows, the most telling first.</summary>
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

    /// <summary>What is wrong with the file of a LoRA, a sentence each.</summary>
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
