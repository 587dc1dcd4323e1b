using Lora.Inspection;

namespace Lora.Components.Tests.Support;

/// <summary>Creates analysis results.</summary>
internal static class KnownFacts
{
    public static LoraItemFacts Of(string family, InspectionConfidence confidence = InspectionConfidence.Certain, LoraNoiseExpert role = LoraNoiseExpert.Unknown) => new()
    {
        IsInspected = true,
        Content = LoraContent.Lora,
        Family = family,
        Confidence = confidence,
        Role = role,
        Kinds = ["lora"],
        Rank = new InspectionRange(16, 16),
    };

    public static LoraItemFacts Either(params string[] families) => Of(families[0], InspectionConfidence.Possible) with { Candidates = families };
}
