using System.Globalization;
using Lora.Inspection.Formats;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Pairing;

/// <summary>Finds the noise expert of Wan 2.2 that a LoRA is for: from the transformers in the key names, then the range of training steps, then names. The tensors are the same for both.</summary>
internal static class ExpertFinder
{
    // The experts switch at step 875 for text to video and at 900 for image to video.
    private const double Lowest = 850;
    private const double Highest = 925;

    private static readonly string[] WithoutExperts = [LoraFamilies.Wan22Small, LoraFamilies.Wan21Small, LoraFamilies.Wan21I2V14B];

    public static LoraExpertMatch Find(IReadOnlyDictionary<string, string> metadata, string? fileName, LoraFamilyMatch family, int transformers, LoraRuleSet rules)
    {
        var ids = family.Candidates.Count > 0 ? family.Candidates : [family.Id];
        if (family.Id != LoraFamilies.Unknown && !ids.Any(id => rules.IsWithin(id, LoraFamilies.Wan)))
        {
            return new(LoraNoiseExpert.None, null);
        }

        if (WithoutExperts.Contains(family.Id, StringComparer.Ordinal))
        {
            return new(LoraNoiseExpert.None, InspectionEvidence.Of("expert.single", $"{rules.FindName(family.Id)} has one transformer and no experts."));
        }

        return FromTransformers(transformers)
            ?? FromRange(metadata)
            ?? FromName(fileName)
            ?? FromTexts(metadata)
            ?? FromFolder(fileName)
            ?? LoraExpertMatch.Unknown;
    }

    private static LoraExpertMatch? FromTransformers(int transformers) => transformers switch
    {
        // diffusers numbers only the second: "transformer" and "transformer_2".
        3 or 6 or 7 => new(LoraNoiseExpert.Both, InspectionEvidence.Of("expert.both", "It has tensors for both transformers.")),
        1 or 5 => new(LoraNoiseExpert.High, InspectionEvidence.Of("expert.first", "Its tensors are for transformer 1, the high-noise expert.")),
        2 => new(LoraNoiseExpert.Low, InspectionEvidence.Of("expert.second", "Its tensors are for transformer 2, the low-noise expert.")),
        _ => null,
    };

    private static LoraExpertMatch? FromRange(IReadOnlyDictionary<string, string> metadata)
    {
        if (MetadataText.Get(metadata, "modelspec.timestep_range") is not { } text)
        {
            return null;
        }

        var parts = text.Trim('[', ']', '(', ')', ' ').Split(',', 3, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !TryRead(parts[0], out var from) || !TryRead(parts[1], out var to) || from > to)
        {
            return null;
        }

        // Some files give the range as fractions.
        (from, to) = to <= 1 ? (from * 1000, to * 1000) : (from, to);
        LoraNoiseExpert? role = from >= Lowest ? LoraNoiseExpert.High : to <= Highest ? LoraNoiseExpert.Low : from < 500 && to > Highest ? LoraNoiseExpert.Both : null;
        return role is { } known ? new(known, InspectionEvidence.Of("expert.steps", $"It was trained on the steps {text} (modelspec.timestep_range).")) : null;
    }

    private static LoraExpertMatch? FromTexts(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var key in (ReadOnlySpan<string>)["model_type", "ss_base_model_version", "general.name", "ss_output_name", "modelspec.title", "name"])
        {
            if (MetadataText.Get(metadata, key) is { } text && ExpertNames.Find(text) is { Role: LoraNoiseExpert.High or LoraNoiseExpert.Low } found)
            {
                return found with { Evidence = InspectionEvidence.Of("metadata", $"Its metadata says \"{text[..Math.Min(text.Length, 100)]}\" ({key}).") };
            }
        }

        return null;
    }

    // A name that says both is a result too: the file is for both, or the name is ambiguous.
    private static LoraExpertMatch? FromName(string? path) =>
        path is not null && ExpertNames.Find(FileStem.Of(path)) is var found && (found.Role != LoraNoiseExpert.Unknown || found.Evidence is not null) ? found : null;

    private static LoraExpertMatch? FromFolder(string? path)
    {
        var parts = path?.Split('/', '\\') ?? [];
        return parts.Length > 1 && ExpertNames.Find(parts[^2]) is { Role: LoraNoiseExpert.High or LoraNoiseExpert.Low } folder
            ? folder with { Evidence = InspectionEvidence.Of("expert.folder", $"Its folder is \"{parts[^2]}\".") }
            : null;
    }

    private static bool TryRead(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
