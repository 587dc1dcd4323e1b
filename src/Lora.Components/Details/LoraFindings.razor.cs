using Lora.Inspection;
using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>What an inspection found in a file, how sure that is, and why.</summary>
public sealed partial class LoraFindings
{
    private LoraSurroundings? _surroundings;

    /// <summary>What was found.</summary>
    [Parameter]
    [EditorRequired]
    public LoraInspection Inspection { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    private IEnumerable<(string Name, string Value)> Facts()
    {
        var (words, found) = (Surroundings.Words, Inspection.Identification);
        yield return (Texts["Details.Content"], words.Content(found.Content));
        yield return (Texts["Details.Base"], Base(words, found.Family));
        if (found.Family.Variant is { Length: > 0 } variant)
        {
            yield return (Texts["Details.Variant"], variant);
        }

        if (found.Expert is { Role: not (LoraNoiseExpert.None or LoraNoiseExpert.Unknown) } expert)
        {
            yield return (Texts["Details.Role"], words.Role(expert.Role));
        }

        if (found.Kinds.Count > 0)
        {
            yield return (Texts["Details.Kind"], string.Join(" + ", found.Kinds.Select(words.Kind)));
        }

        if (found.Rank is { } rank)
        {
            yield return (Texts["Details.Rank"], LoraWords.Range(rank));
        }

        if (found.Alpha is { } alpha)
        {
            yield return (Texts["Details.Alpha"], LoraWords.Range(alpha));
        }

        if (Parts(found) is { Length: > 0 } parts)
        {
            yield return (Texts["Details.Parts"], parts);
        }

        yield return (Texts["Details.Tensors"], LoraFormat.Count(Inspection.Tensors));
        yield return (Texts["Details.Numbers"], LoraFormat.Count(Inspection.Parameters));
    }

    private string Base(LoraWords words, LoraFamilyMatch family) => family.Candidates.Count > 1
        ? Texts["Details.Sure", words.Families(family.Candidates), Texts["Facts.CannotTell"]]
        : family.Id == LoraFamilies.Unknown ? words.Confidence(InspectionConfidence.Unknown)
        : Texts["Details.Sure", words.Family(family.Id), words.Confidence(family.Confidence)];

    private string Parts(LoraIdentification found) => string.Join(", ", new[]
    {
        found.DenoiserModules > 0 ? Texts.Plural("Details.Denoiser", found.DenoiserModules) : null,
        found.TextEncoderModules > 0 ? Texts.Plural("Details.TextEncoder", found.TextEncoderModules) : null,
        found.OtherModules > 0 ? Texts.Plural("Details.Other", found.OtherModules) : null,
    }.OfType<string>());
}
