using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays the analysis of a file with its confidence and evidence.</summary>
public sealed partial class LoraInspectionResults
{
    private LoraComponentServices? _componentServices;

    /// <summary>The analysis.</summary>
    [Parameter]
    [EditorRequired]
    public LoraInspection Inspection { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    private IEnumerable<(string Name, string Value)> Facts()
    {
        var (display, identification) = (ComponentServices.DisplayText, Inspection.Identification);
        yield return (Texts["Details.Content"], display.Content(identification.Content));
        yield return (Texts["Details.Base"], Base(display, identification.Family));
        if (identification.Family.Variant is { Length: > 0 } variant)
        {
            yield return (Texts["Details.Variant"], variant);
        }

        if (identification.Expert is { Role: not (LoraNoiseExpert.None or LoraNoiseExpert.Unknown) } expert)
        {
            yield return (Texts["Details.Role"], display.Role(expert.Role));
        }

        if (identification.Kinds.Count > 0)
        {
            yield return (Texts["Details.Kind"], string.Join(" + ", identification.Kinds.Select(display.Kind)));
        }

        if (identification.Rank is { } rank)
        {
            yield return (Texts["Details.Rank"], LoraDisplayText.Range(rank));
        }
    }

    // Terms that only LoRA authors know belong in this list.
    private IEnumerable<(string Name, string Value)> TechnicalFacts()
    {
        var identification = Inspection.Identification;
        if (identification.Alpha is { } alpha)
        {
            yield return (Texts["Details.Alpha"], LoraDisplayText.Range(alpha));
        }

        if (Parts(identification) is { Length: > 0 } parts)
        {
            yield return (Texts["Details.Parts"], parts);
        }

        yield return (Texts["Details.Tensors"], LoraFormat.Count(Inspection.Tensors));
        yield return (Texts["Details.Numbers"], LoraFormat.Count(Inspection.Parameters));
    }

    private string Base(LoraDisplayText display, LoraFamilyMatch family) => family.Candidates.Count > 1
        ? Texts["Details.Sure", display.Families(family.Candidates), Texts["Facts.CannotTell"]]
        : family.Id == LoraFamilies.Unknown ? family.UnknownModel ?? display.Confidence(InspectionConfidence.Unknown)
        : Texts["Details.Sure", display.Family(family.Id), display.Confidence(family.Confidence)];

    private string Parts(LoraIdentification identification) => string.Join(", ", new[]
    {
        identification.DenoiserModules > 0 ? Texts.Plural("Details.Denoiser", identification.DenoiserModules) : null,
        identification.TextEncoderModules > 0 ? Texts.Plural("Details.TextEncoder", identification.TextEncoderModules) : null,
        identification.OtherModules > 0 ? Texts.Plural("Details.Other", identification.OtherModules) : null,
    }.OfType<string>());
}
