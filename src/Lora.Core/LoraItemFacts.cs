using System.Text.Json;
using Lora.Inspection;
using Lora.Serialization;

namespace Lora;

/// <summary>The facts about a LoRA that a card shows.</summary>
public sealed record LoraItemFacts
{
    /// <summary>Gets the kind of content. A file that is not a LoRA is kept and labeled accordingly.</summary>
    public LoraContent Content { get; init; }

    /// <summary>Gets the id of the base model; <see cref="LoraFamilies.Unknown"/> if it was not detected.</summary>
    public string Family { get; init; } = LoraFamilies.Unknown;

    /// <summary>Gets the variant of the base model; <see langword="null"/> if there is none.</summary>
    public string? Variant { get; init; }

    /// <summary>Gets the confidence of the base model.</summary>
    public InspectionConfidence Confidence { get; init; }

    /// <summary>Gets the possible base models, if there are several.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>Gets the network types, such as LoRA or LoKr.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Gets the range of ranks (network dimensions).</summary>
    public InspectionRange? Rank { get; init; }

    /// <summary>Gets the range of alphas.</summary>
    public InspectionRange? Alpha { get; init; }

    /// <summary>Gets the noise expert.</summary>
    public LoraNoiseExpert Role { get; init; }

    /// <summary>Gets the trigger words that the author specified.</summary>
    public IReadOnlyList<string> TriggerWords { get; init; } = [];

    /// <summary>Gets words of the training captions that may be trigger words.</summary>
    public IReadOnlyList<string> SuggestedWords { get; init; } = [];

    /// <summary>Gets the title in the header.</summary>
    public string? Title { get; init; }

    /// <summary>Gets whether <c>GET {id}/thumbnail</c> returns a thumbnail.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>Gets whether the file was inspected.</summary>
    public bool IsInspected { get; init; }

    /// <summary>Gets the verdict of the inspection.</summary>
    public InspectionVerdict Verdict { get; init; }

    /// <summary>Gets the user's corrections; <see langword="null"/> if there are none.</summary>
    public LoraCorrection? Correction { get; init; }

    /// <summary>Gets the partner that a user selected; <see langword="null"/> if the user made no decision.</summary>
    public LoraPartner? Partner { get; init; }

    /// <summary>Gets the hashes of the file; <see langword="null"/> until they were computed.</summary>
    public LoraHashes? Hashes { get; init; }

    /// <summary>Deserializes the output of <see cref="ToJson"/>. Facts that cannot be read are treated as unknown.</summary>
    internal static LoraItemFacts FromJson(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return new LoraItemFacts();
        }

        try
        {
            // The deserializer sets an init property that the JSON does not have to null.
            var facts = JsonSerializer.Deserialize(json, LoraFactsJson.Default.LoraItemFacts) ?? new LoraItemFacts();
            return facts with
            {
                Family = facts.Family ?? LoraFamilies.Unknown,
                Candidates = facts.Candidates ?? [],
                Kinds = facts.Kinds ?? [],
                TriggerWords = facts.TriggerWords ?? [],
                SuggestedWords = facts.SuggestedWords ?? [],
            };
        }
        catch (JsonException)
        {
            return new LoraItemFacts();
        }
    }

    /// <summary>Serializes the facts to JSON, for a column that lists read.</summary>
    internal string ToJson() => JsonSerializer.Serialize(
        this with { Candidates = Short(Candidates), Kinds = Short(Kinds), TriggerWords = Short(TriggerWords), SuggestedWords = Short(SuggestedWords) },
        LoraFactsJson.Default.LoraItemFacts);

    // What is null is not written, and read as empty.
    private static IReadOnlyList<string> Short(IReadOnlyList<string> list) => list.Count > 0 ? list : null!;

    /// <summary>Creates an instance from the facts in the database.</summary>
    internal static LoraItemFacts Of(LoraFacts facts)
    {
        var found = facts.Inspection?.Identification ?? new LoraIdentification();
        return new LoraItemFacts
        {
            Content = found.Content,
            Family = facts.Family(),
            Variant = facts.Variant(),
            Confidence = facts.Confidence(),
            Candidates = facts.Families() is { Count: > 1 } several ? several : [],
            Kinds = found.Kinds,
            Rank = found.Rank,
            Alpha = found.Alpha,
            Role = facts.Role(),
            TriggerWords = facts.Inspection?.Metadata.TriggerWords ?? [],
            SuggestedWords = facts.Inspection?.Metadata.SuggestedWords ?? [],
            Title = facts.Inspection?.Metadata.Title,
            HasThumbnail = facts.HasThumbnail && facts.IsThumbnailStored,
            IsInspected = facts.Inspection is not null,
            Verdict = facts.Inspection?.Verdict ?? InspectionVerdict.Ok,
            Correction = facts.Correction,
            Partner = facts.Partner,
            Hashes = facts.Hashes,
        };
    }
}
