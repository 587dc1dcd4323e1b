using Lora.Inspection.Pairing;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Identification;

/// <summary>Identifies a file from its tensors, metadata and name.</summary>
internal static class Identifier
{
    /// <summary>Identifies a file.</summary>
    /// <param name="contents">The tensors and metadata of the file.</param>
    /// <param name="fileName">The name of the file, optionally with its folder.</param>
    /// <param name="alpha">The alphas in the tensors, or <see langword="null"/> if they were not read.</param>
    /// <param name="rules">The families to recognize.</param>
    public static LoraIdentification Identify(TensorContents contents, string? fileName, InspectionRange? alpha, LoraRuleSet rules)
    {
        var survey = TensorSurvey.Of(contents.Table);
        var tally = ModuleTally.Of(survey);
        var content = ContentFinder.Find(survey, tally);
        var log = new IdentificationLog();
        if (content != LoraContent.Lora)
        {
            return NotLora(content, survey, contents, fileName, rules, log);
        }

        var kinds = KindFinder.Find(survey, tally, log);
        var family = FindFamily(survey, contents, fileName, rules, log);
        if (alpha is null && tally.Alphas == 0)
        {
            alpha = MetadataAlpha.Find(contents.Metadata, log);
        }

        Describe(tally, kinds, log);
        var expert = ExpertFinder.Find(contents.Metadata, fileName, family, survey.Experts, rules);
        if (expert.Evidence is not null)
        {
            log.Add(expert.Evidence);
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
            Evidence = log.Evidence,
            Issues = log.Issues,
        };
    }

    private static LoraFamilyMatch FindFamily(TensorSurvey survey, TensorContents contents, string? fileName, LoraRuleSet rules, IdentificationLog log)
    {
        var (known, start) = UnknownStart.Remove(survey, rules);
        var family = FamilyFinder.Find(known, contents.Metadata, fileName, rules, log);
        if (start is null)
        {
            return family;
        }

        log.Add("family.unknown_start", $"Its LoRA keys start with \"{start}\", which is not a known prefix.");
        return family with { Confidence = family.Confidence > InspectionConfidence.Likely ? InspectionConfidence.Likely : family.Confidence };
    }

    private static LoraIdentification NotLora(LoraContent content, TensorSurvey survey, TensorContents contents, string? fileName, LoraRuleSet rules, IdentificationLog log)
    {
        log.Add(ContentFinder.Describe(content));
        var hasFamily = content is not (LoraContent.Vae or LoraContent.TextEncoder);
        var family = hasFamily ? FamilyFinder.Find(survey, contents.Metadata, fileName, rules, log) : LoraFamilyMatch.None;
        return new() { Content = content, Family = family, Expert = LoraExpertMatch.Unknown, Evidence = log.Evidence, Issues = log.Issues };
    }

    private static void Describe(ModuleTally tally, IReadOnlyList<string> kinds, IdentificationLog log)
    {
        var (model, encoders) = (tally.Denoiser + tally.Unnamed, tally.TextEncoder);
        log.Add((model, encoders) switch
        {
            ( > 0, > 0) => InspectionEvidence.Of("modules.both", $"Changed modules: {model} of the model, {encoders} of text encoders."),
            (_, > 0) => InspectionEvidence.Of("modules.encoders", $"Changed modules: {encoders}, all of text encoders."),
            _ => InspectionEvidence.Of("modules.model", $"Changed modules: {model}."),
        });
        if (kinds.Count > 0)
        {
            log.Add("kinds", $"LoRA key names: {string.Join(", ", kinds)}.");
        }
    }
}
