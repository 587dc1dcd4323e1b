namespace Lora.Inspection.Pairing;

/// <summary>Finds the noise expert of Wan 2.2 that a file name says.</summary>
internal static class ExpertNames
{
    /// <summary>Returns the noise expert; <see cref="LoraNoiseExpert.Unknown"/> if the name says none or both.</summary>
    /// <param name="stem">The name of the file, with or without its extension.</param>
    public static LoraExpertMatch Find(string stem)
    {
        ArgumentNullException.ThrowIfNull(stem);
        var words = ExpertWords.Find(stem);
        if (SaysSmall(stem))
        {
            return new(LoraNoiseExpert.None, InspectionEvidence.Of("expert.name_5b", "Its name says Wan 2.2 5B, which has one transformer and no experts."));
        }

        if (words.Count == 0)
        {
            return LoraExpertMatch.Unknown;
        }

        if (words.Any(word => word.IsHigh != words[0].IsHigh))
        {
            return new(LoraNoiseExpert.Unknown, InspectionEvidence.Of("expert.name_both", "Its name says both high and low."));
        }

        return words[0] switch
        {
            { IsHigh: true, Clarity: ExpertClarity.Noise } => new(LoraNoiseExpert.High, InspectionEvidence.Of("expert.name_high_noise", "Its name says high noise.")),
            { IsHigh: true } => new(LoraNoiseExpert.High, InspectionEvidence.Of("expert.name_high", "Its name says high.")),
            { Clarity: ExpertClarity.Noise } => new(LoraNoiseExpert.Low, InspectionEvidence.Of("expert.name_low_noise", "Its name says low noise.")),
            _ => new(LoraNoiseExpert.Low, InspectionEvidence.Of("expert.name_low", "Its name says low.")),
        };
    }

    // "TI2V-5B", or "5B" as a word.
    private static bool SaysSmall(string stem)
    {
        if (Metadata.MetadataText.Plain(stem).Contains("ti2v5b", StringComparison.Ordinal))
        {
            return true;
        }

        const string Small = "5b";
        for (var start = stem.IndexOf(Small, StringComparison.OrdinalIgnoreCase); start >= 0; start = stem.IndexOf(Small, start + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = start + Small.Length;
            if ((start == 0 || !(char.IsLetterOrDigit(stem[start - 1]) || stem[start - 1] == '.')) && (end == stem.Length || !char.IsLetterOrDigit(stem[end])))
            {
                return true;
            }
        }

        return false;
    }
}
