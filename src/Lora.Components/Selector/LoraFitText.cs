using Lora.Inspection;

namespace Lora.Components;

/// <summary>Says whether a LoRA fits a selector.</summary>
internal sealed class LoraFitText(LoraSlotFit fit, LoraLocalizer texts, LoraDisplayText display)
{
    /// <summary>The verdict: <c>fits</c>, with what is in doubt: <c>probably fits: half not known</c>, or why it does not: <c>for SDXL</c>.</summary>
    public string Verdict(LoraItemFacts facts) => fit.Check(facts) switch
    {
        LoraFit.Fits => texts["Fit.Fits"],
        LoraFit.Probably => Doubtful(texts["Fit.Probably"], facts),
        LoraFit.Unknown => Doubtful(texts["Fit.Unknown"], facts),
        _ => Reason(facts),
    };

    /// <summary>What is asked before a wrong one is taken.</summary>
    public string Question(LoraItem item) => texts["Fit.Ask", item.Name, Reason(item.Facts), Target(item.Facts)];

    /// <summary>What the selector takes: <c>Wan 14B</c>.</summary>
    public string Taken => fit.Slot.Families.Count > 0 ? display.Families(fit.Slot.Families.Select(family => family.TrimEnd('*'))) : Half(fit.Slot.Expert == LoraExpert.High);

    private string Doubtful(string verdict, LoraItemFacts facts) =>
        fit.Judge(facts).Sentence is { } reason && texts.Or($"Doubt.{reason.Key}", string.Empty) is { Length: > 0 } doubt ? texts["Fit.Doubt", verdict, doubt] : verdict;

    private string Reason(LoraItemFacts facts) =>
        LoraSlotFit.IsOther(facts) ? texts["Fit.NotLora", display.Content(facts.Content)]
        : fit.IsWrongBase(facts) ? texts["Fit.For", display.Base(facts)]
        : texts["Fit.For", Half(facts.Role == LoraNoiseExpert.High)];

    private string Target(LoraItemFacts facts) =>
        fit.Slot.Families.Count == 0 || (!LoraSlotFit.IsOther(facts) && !fit.IsWrongBase(facts))
            ? Half(fit.Slot.Expert == LoraExpert.High)
            : Taken;

    private string Half(bool isHigh) => texts[isHigh ? "Fit.HighHalf" : "Fit.LowHalf"];
}
