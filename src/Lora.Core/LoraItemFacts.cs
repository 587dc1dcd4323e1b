using Lora.Inspection;

namespace Lora;

/// <summary>What is known of the inside of a LoRA, as a card shows it.</summary>
public sealed record LoraItemFacts
{
    /// <summary>What it holds. A file that is no LoRA is kept all the same, and said to be none.</summary>
    public LoraContent Content { get; init; }

    /// <summary>The id of the family; <see cref="LoraFamilies.Unknown"/> when nothing speaks for one.</summary>
    public string Family { get; init; } = LoraFamilies.Unknown;

    /// <summary>The variant; <see langword="null"/> for none.</summary>
    public string? Variant { get; init; }

    /// <summary>How sure the family is.</summary>
    public InspectionConfidence Confidence { get; init; }

    /// <summary>The families it may be of, where there are several.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>The kinds of network.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The ranks.</summary>
    public InspectionRange? Rank { get; init; }

    /// <summary>The alphas.</summary>
    public InspectionRange? Alpha { get; init; }

    /// <summary>The expert.</summary>
    public LoraNoiseExpert Role { get; init; }

    /// <summary>The words that bring it out, as its author names them.</summary>
    public IReadOnlyList<string> TriggerWords { get; init; } = [];

    /// <summary>Words of the training that may be trigger words.</summary>
    public IReadOnlyList<string> SuggestedWords { get; init; } = [];

    /// <summary>The title in its header.</summary>
    public string? Title { get; init; }

    /// <summary>Whether <c>GET {id}/thumbnail</c> has a picture.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>Whether it was inspected yet.</summary>
    public bool IsInspected { get; init; }

    /// <summary>The worst that was found.</summary>
    public InspectionVerdict Verdict { get; init; }

    /// <summary>What a person corrected; <see langword="null"/>: nothing.</summary>
    public LoraCorrection? Correction { get; init; }

    /// <summary>What a person decided about the other half; <see langword="null"/>: nothing.</summary>
    public LoraPartner? Partner { get; init; }

    /// <summary>The hashes of the file; <see langword="null"/> until they were computed.</summary>
    public LoraHashes? Hashes { get; init; }

    /// <summary>Makes them of what the database knows.</summary>
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
