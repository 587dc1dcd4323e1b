using System.Text.Json;
using System.Text.Json.Serialization;
using Lora.Inspection;
using Lora.Serialization;
using Lora.Storage;
using Lora.Workflows;

namespace Lora;

/// <summary>The detected and corrected facts about a LoRA.</summary>
public sealed record LoraFacts
{
    /// <summary>Gets an instance without any facts.</summary>
    public static LoraFacts None { get; } = new();

    /// <summary>Gets the result of the inspection, without the thumbnail; <see langword="null"/> until the file was inspected.</summary>
    public LoraInspection? Inspection { get; init; }

    /// <summary>Gets whether the header contains a thumbnail.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>
    /// Gets whether the thumbnail is stored with the record. <see langword="false"/> if there is no thumbnail, and for a record that was inspected by a
    /// version that did not store thumbnails, until the background analysis has added it.
    /// </summary>
    public bool IsThumbnailStored { get; init; }

    /// <summary>Gets the hashes; <see langword="null"/> until they were computed.</summary>
    public LoraHashes? Hashes { get; init; }

    /// <summary>
    /// Gets the fingerprint, which finds duplicates before an upload: a digest of the file's size, header and end; <see langword="null"/> until it was computed.
    /// Two files with the same fingerprint are most likely identical, and certainly identical if their <see cref="Hashes"/> match.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>Gets the checksums announced with the parts of the upload; <see langword="null"/> if none were announced.</summary>
    [JsonInclude]
    internal TransferDigest? Transfer { get; init; }

    /// <summary>Gets whether the background analysis has nothing to add: neither inspection, hashes and fingerprint nor the thumbnail.</summary>
    internal bool IsAnalyzed =>
        this is { Inspection: not null, Hashes: not null, Fingerprint: not null } and not { HasThumbnail: true, IsThumbnailStored: false };

    /// <summary>Gets the user's corrections; <see langword="null"/> if there are none.</summary>
    public LoraCorrection? Correction { get; init; }

    /// <summary>Gets the partner that a user selected for the high-noise/low-noise pair; <see langword="null"/> if the user made no decision.</summary>
    public LoraPartner? Partner { get; init; }

    /// <summary>Returns the base model that applies: the corrected one, otherwise the detected one; <see cref="LoraFamilies.Unknown"/> if there is neither.</summary>
    public string Family() => Correction?.Family ?? Inspection?.Identification.Family.Id ?? LoraFamilies.Unknown;

    /// <summary>Returns all possible base models: only the corrected one if there is one, otherwise the detected one and the other candidates.</summary>
    public IReadOnlyList<string> Families() =>
        Correction?.Family is { } corrected ? [corrected] : [Family(), .. Candidates().Where(candidate => candidate != Family())];

    /// <summary>Returns the variant that applies; <see langword="null"/> if there is none.</summary>
    public string? Variant() => Correction?.Variant ?? (Correction?.Family is null ? Inspection?.Identification.Family.Variant : null);

    /// <summary>Returns the confidence of the base model. A corrected one is certain.</summary>
    public InspectionConfidence Confidence() =>
        Correction?.Family is not null ? InspectionConfidence.Certain : Inspection?.Identification.Family.Confidence ?? InspectionConfidence.Unknown;

    /// <summary>Returns the noise expert that applies.</summary>
    public LoraNoiseExpert Role() => Correction?.Role ?? Inspection?.Identification.Expert.Role ?? LoraNoiseExpert.Unknown;

    /// <summary>
    /// Returns the facts with a new inspection. Corrections and hashes are kept. The caller stores the thumbnail together with these facts
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

    /// <summary>Serializes the facts to JSON, for stores.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LoraFactsJson.Default.LoraFacts);

    /// <summary>Deserializes the output of <see cref="ToJson"/>, including that of earlier versions. Facts that cannot be read are treated as unknown.</summary>
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
