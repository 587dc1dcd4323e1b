using Lora.Inspection.Pairing;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Identification;

/// <summary>Says what a file is, from its tensors, its metadata and its name.</summary>
internal static class LoraIdentifier
{
    /// <summary>Says what a file is.</summary>
    /// <param name="contents">Its tensors and metadata.</param>
    /// <param name="fileName">Its name, perhaps with the folder it lay in.</param>
    /// <param name="alpha">The true alphas, where somebody has read them from the tensors.</param>
    /// <param name="rules">The families to know.</param>
    public static LoraIdentification Identify(TensorContents contents, string? fileName, InspectionRange? alpha, LoraRuleSet rules)
    {
        var survey = TensorSurvey.Of(contents.Table);
        var tally = ModuleTally.Of(survey);
        var content = ContentFinder.Find(survey, tally);
        var findings = new Findings();
        if (content != LoraContent.Lora)
        {
            return NotLora(content, survey, contents, fileName, rules, findings);
        }

        var kinds = KindFinder.Find(survey, tally, findings);
        var family = FamilyFinder.Find(survey, contents.Metadata, fileName, rules, findings);
        if (alpha is null && tally.Alphas == 0)
        {
            alpha = MetadataAlpha.Find(contents.Metadata, findings);
        }

        Describe(tally, kinds, findings);
        var expert = ExpertFinder.Find(contents.Metadata, fileName, family, survey.Experts, rules);
        if (expert.Evidence is not null)
        {
            findings.Say(expert.Evidence);
        }

        var isKnown = family.Id != LoraFamilies.Unknown;
        return new()
        {
            Content = content,
            Kinds = kinds,
            Family = family,
            Rank = tally.Rank,
            Alpha = alpha,
            Expert = expert,
            DenoiserModules = tally.Denoiser + (isKnown ? tally.Unnamed : 0),
            TextEncoderModules = tally.TextEncoder,
            OtherModules = isKnown ? 0 : tally.Unnamed,
            Evidence = findings.Evidence,
            Issues = findings.Issues,
        };
    }

    private static LoraIdentification NotLora(LoraContent content, TensorSurvey survey, TensorContents contents, string? fileName, LoraRuleSet rules, Findings findings)
    {
        findings.Warn(ContentFinder.Describe(content));
        var hasFamily = content is not (LoraContent.Vae or LoraContent.TextEncoder);
        var family = hasFamily ? FamilyFinder.Find(survey, contents.Metadata, fileName, rules, findings) : LoraFamilyFinding.None;
        return new() { Content = content, Family = family, Expert = LoraExpertFinding.Unknown, Evidence = findings.Evidence, Issues = findings.Issues };
    }

    private static void Describe(ModuleTally tally, IReadOnlyList<string> kinds, Findings findings)
    {
        var (model, encoders) = (tally.Denoiser + tally.Unnamed, tally.TextEncoder);
        findings.Say((model, encoders) switch
        {
            ( > 0, > 0) => InspectionEvidence.Of("modules.both", $"Modules that it changes: {model} of the model, {encoders} of text encoders."),
            (_, > 0) => InspectionEvidence.Of("modules.encoders", $"Modules that it changes: {encoders}, all of text encoders."),
            _ => InspectionEvidence.Of("modules.model", $"Modules that it changes: {model}."),
        });
        if (kinds.Count > 0)
        {
            findings.Say("kinds", $"The names of its tensors are those of {string.Join(", ", kinds)}.");
        }
    }
}
