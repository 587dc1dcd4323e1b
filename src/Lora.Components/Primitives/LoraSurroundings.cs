using Lora.Inspection;

namespace Lora.Components;

/// <summary>What every component needs of its surroundings: texts, formats and the clock.</summary>
internal sealed class LoraSurroundings
{
    private LoraSurroundings(LoraLocalizer texts, LoraLocalizer common, TimeProvider time, LoraRuleSet rules)
    {
        Texts = texts;
        Common = common;
        Time = time;
        Format = new LoraFormat(common, time);
        Words = new LoraWords(common, rules);
    }

    /// <summary>The texts of the component's own set.</summary>
    public LoraLocalizer Texts { get; }

    /// <summary>Sizes, dates and the like.</summary>
    public LoraFormat Format { get; }

    /// <summary>Names of families, kinds and roles.</summary>
    public LoraWords Words { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Gets the sentence for users who may not view the LoRAs of the workspace.</summary>
    public string ViewDenied => Common["Library.ViewDenied"];

    private LoraLocalizer Common { get; }

    /// <summary>Looks around for a component with the texts <typeparamref name="TTexts"/>.</summary>
    public static LoraSurroundings For<TTexts>(IServiceProvider services)
    {
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        var rules = (LoraRuleSet?)services.GetService(typeof(LoraRuleSet)) ?? LoraRuleSet.Default;
        return new LoraSurroundings(LoraLocalizer.For<TTexts>(services), LoraLocalizer.For<LoraStrings>(services), time, rules);
    }

    /// <summary>What to tell a person about a fault.</summary>
    public string Sentence(Exception fault) => fault is LoraException known
        ? Common.Issue(known.Code, known.Message)
        : Common["Error.Unexpected"];

    /// <summary>Returns what to tell a person when LoRAs could not be read.</summary>
    public string ViewSentence(Exception fault) => LoraWorkspaceState.IsDenied(fault) ? ViewDenied : Sentence(fault);
}
