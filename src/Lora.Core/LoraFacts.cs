using System.Text.Json;
using Lora.Inspection;
using Lora.Serialization;
using Lora.Storage;

namespace Lora;

/// <summary>What is known of the inside of a LoRA: what was found, and what a person said.</summary>
public sealed record LoraFacts
{
    /// <summary>Nothing is known yet.</summary>
    public static LoraFacts None { get; } = new();

    /// <summary>What the inspection found, without the picture; <see langword="null"/> until it was inspected.</summary>
    public LoraInspection? Inspection { get; init; }

    /// <summary>Whether the header holds a picture.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>
    /// Whether the picture of the header is stored beside the record. It is <see langword="false"/> where there is no picture, and for a record that was inspected by a
    /// version that did not store pictures, until the background analysis has added it.
    /// </summary>
    public bool IsThumbnailStored { get; init; }

    /// <summary>The hashes; <see langword="null"/> until they were computed.</summary>
    public LoraHashes? Hashes { get; init; }

    /// <summary>
    /// What tells a file from others before it is uploaded: a digest of its size, its header and its end; <see langword="null"/> until it was computed.
    /// Two files with the same one are most likely the same, and are for certain when <see cref="Hashes"/> agree.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>What the parts of its upload were announced with; <see langword="null"/> where they were not.</summary>
    public LoraTransferDigest? Transfer { get; init; }

    /// <summary>What a person knows better; <see langword="null"/>: nothing.</summary>
    public LoraCorrection? Correction { get; init; }

    /// <summary>What a person decided about the other half of the pair; <see langword="null"/>: nothing.</summary>
    public LoraPartner? Partner { get; init; }

    /// <summary>The family that counts: the corrected one, else the one that was found; <see cref="LoraFamilies.Unknown"/> where there is neither.</summary>
    public string Family() => Correction?.Family ?? Inspection?.Identification.Family.Id ?? LoraFamilies.Unknown;

    /// <summary>Every family it may be of: the one that counts alone where it was corrected, else with the other candidates.</summary>
    public IReadOnlyList<string> Families() =>
        Correction?.Family is { } corrected ? [corrected] : [Family(), .. Candidates().Where(candidate => candidate != Family())];

    /// <summary>The variant that counts; <see langword="null"/> for none.</summary>
    public string? Variant() => Correction?.Variant ?? (Correction?.Family is null ? Inspection?.Identification.Family.Variant : null);

    /// <summary>How sure the family is. What a person said is certain.</summary>
    public InspectionConfidence Confidence() =>
        Correction?.Family is not null ? InspectionConfidence.Certain : Inspection?.Identification.Family.Confidence ?? InspectionConfidence.Unknown;

    /// <summary>The expert that counts.</summary>
    public LoraNoiseExpert Role() => Correction?.Role ?? Inspection?.Identification.Expert.Role ?? LoraNoiseExpert.Unknown;

    /// <summary>
    /// The facts of a new inspection; what a person said, and the hashes, stay. The caller stores the picture together with these facts
    /// (<see cref="ILoraStore.TryUpdateWithThumbnailAsync"/>).
    /// </summary>
    public LoraFacts With(LoraInspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return this with
        {
            Inspection = inspection with { Metadata = inspection.Metadata with { Thumbnail = null } },
            HasThumbnail = inspection.Metadata.Thumbnail is not null,
            IsThumbnailStored = inspection.Metadata.Thumbnail is not null,
        };
    }

    /// <summary>Writes them as JSON, for a store to keep.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LoraFactsJson.Default.LoraFacts);

    /// <summary>Reads what <see cref="ToJson"/> wrote, also in an earlier version. What cannot be read any more counts as not known.</summary>
    public static LoraFacts FromJson(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return None;
        }

        try
        {
            return JsonSerializer.Deserialize(json, LoraFactsJson.Default.LoraFacts) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private IReadOnlyList<string> Candidates() => Inspection?.Identification.Family.Candidates ?? [];
}
