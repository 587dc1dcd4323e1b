using Lora.Inspection;

namespace Lora.Components;

/// <summary>Provides the display text for the compatibility of LoRAs with a selector.</summary>
internal sealed class LoraFitText(LoraSlotFit fit, LoraLocalizer texts, LoraDisplayText display)
{
    /// <summary>Returns the compatibility: <c>compatible</c>, the doubt (<c>probably compatible: noise expert unknown</c>) or the reason (<c>for SDXL</c>).</summary>
    public string Verdict(LoraItemFacts facts) => fit.Check(facts) switch
    {
        LoraFit.Fits => texts["Fit.Fits"],
        LoraFit.Probably => Doubtful(texts["Fit.Probably"], facts),
        LoraFit.Unknown => Doubtful(texts["Fit.Unknown"], facts),
        _ => Reason(facts),
    };

    /// <summary>Returns the confirmation for an incompatible LoRA.</summary>
    public string Question(LoraItem item) => texts["Fit.Ask", item.Name, Reason(item.Facts), Target(item.Facts)];

    /// <summary>Gets what the selector accepts: <c>Wan 14B</c>.</summary>
    public string Accepted => fit.Slot.Families.Count > 0 ? display.Families(fit.Slot.Families.Select(family => family.TrimEnd('*'))) : ExpertText(fit.Slot.Expert == LoraNoiseExpert.High);

    private string Doubtful(string verdict, LoraItemFacts facts) =>
        fit.Evaluate(facts).Sentence is { } reason && texts.Or($"Doubt.{reason.Key}", string.Empty) is { Length: > 0 } doubt ? texts["Fit.Doubt", verdict, doubt] : verdict;

    private string Reason(LoraItemFacts facts) =>
        LoraSlotFit.IsOther(facts) ? texts["Fit.NotLora", display.Content(facts.Content)]
        : fit.IsWrongBase(facts) ? texts["Fit.For", display.Base(facts)]
        : texts["Fit.For", ExpertText(facts.Role == LoraNoiseExpert.High)];

    private string Target(LoraItemFacts facts) =>
        fit.Slot.Families.Count == 0 || (!LoraSlotFit.IsOther(facts) && !fit.IsWrongBase(facts))
            ? ExpertText(fit.Slot.Expert == LoraNoiseExpert.High)
            : Accepted;

    private string ExpertText(bool isHigh) => texts[isHigh ? "Fit.HighExpert" : "Fit.LowExpert"];
}
