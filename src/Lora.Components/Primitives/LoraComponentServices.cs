using Lora.Inspection;

namespace Lora.Components;

/// <summary>Provides the services that every component uses: texts, formats and the clock.</summary>
internal sealed class LoraComponentServices
{
    private LoraComponentServices(LoraLocalizer texts, LoraLocalizer common, TimeProvider time, LoraRuleSet rules)
    {
        Texts = texts;
        Common = common;
        Time = time;
        Format = new LoraFormat(common, time);
        DisplayText = new LoraDisplayText(common, rules);
    }

    /// <summary>Gets the texts of the resource set of the component.</summary>
    public LoraLocalizer Texts { get; }

    /// <summary>Gets the formats of sizes, dates and durations.</summary>
    public LoraFormat Format { get; }

    /// <summary>Gets the display names of base models, kinds and noise experts.</summary>
    public LoraDisplayText DisplayText { get; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Gets the message for users without permission to view the LoRAs of the workspace.</summary>
    public string ViewDenied => Common["Library.ViewDenied"];

    private LoraLocalizer Common { get; }

    /// <summary>Creates the services for a component with the resource set <typeparamref name="TTexts"/>.</summary>
    public static LoraComponentServices For<TTexts>(IServiceProvider services)
    {
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        var rules = (LoraRuleSet?)services.GetService(typeof(LoraRuleSet)) ?? LoraRuleSet.Default;
        return new LoraComponentServices(LoraLocalizer.For<TTexts>(services), LoraLocalizer.For<LoraStrings>(services), time, rules);
    }

    /// <summary>Returns the message to show for an exception.</summary>
    public string Sentence(Exception exception) => exception is LoraException known
        ? Common.Issue(known.Code, known.Message)
        : Common["Error.Unexpected"];

    /// <summary>Returns the message to show if LoRAs can't be loaded.</summary>
    public string ViewSentence(Exception exception) => LoraWorkspaceState.IsDenied(exception) ? ViewDenied : Sentence(exception);
}
