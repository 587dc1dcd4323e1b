using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The row of a LoRA. Only this package uses it.</summary>
internal sealed class LoraRecordRow
{
    public required Guid Id { get; init; }

    /// <summary>
    /// <see cref="LoraStorageKey.Segment"/> of the workspace, which every query compares. It consists of lower-case ASCII, so it compares
    /// ordinally even if the database's collation ignores case.
    /// </summary>
    public required string WorkspaceKey { get; init; }

    public required string Workspace { get; init; }

    public required string Name { get; init; }

    /// <summary>The <see cref="SearchKey"/> of <see cref="Name"/>, for sorting and searching.</summary>
    public required string NameKey { get; init; }

    public required string FileName { get; init; }

    /// <summary>The text that a search compares (<see cref="SearchKey.OfTexts"/>): names and trigger words.</summary>
    public required string SearchText { get; init; }

    public required string? ClientKey { get; init; }

    public required string StorageKey { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required int UseCount { get; init; }

    /// <summary><see cref="LoraFacts.ToJson"/>, or <see langword="null"/> if there are no facts.</summary>
    public required string? Facts { get; init; }

    /// <summary>
    /// The part of the facts that lists show, as JSON (<see cref="FactsColumns.Card"/>); <see langword="null"/> in a row of an earlier version until <see cref="Database.RowUpgrade"/> has
    /// written it.
    /// </summary>
    public required string? Card { get; init; }

    /// <summary><see cref="LoraItem.IsDamaged"/>.</summary>
    public required bool IsDamaged { get; init; }

    /// <summary><see cref="LoraFacts.Families"/> for searching, with a bar before and after each.</summary>
    public required string FamilyKeys { get; init; }

    public required LoraNoiseExpert Role { get; init; }

    /// <summary><see cref="FactsColumns.FilterKey"/>, which selects the usage row and the rows of a filter.</summary>
    public required long FilterKey { get; init; }

    /// <summary><see cref="LoraRecord.PairKey"/>.</summary>
    public required long? PairKey { get; init; }

    /// <summary>The SHA-256 of the whole file, or <see langword="null"/> until it is computed.</summary>
    public required string? Sha256 { get; init; }

    /// <summary><see cref="LoraFacts.Fingerprint"/>.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>Whether the background analysis has something to do (<see cref="ILoraStore.ListUnanalyzedAsync"/>). The database's default for rows of an earlier version is <see langword="true"/>.</summary>
    public required bool NeedsAnalysis { get; init; }

    public required LoraState State { get; init; }

    public required DateTimeOffset StateChangedAt { get; init; }

    public required Guid Stamp { get; init; }

    /// <summary>The key of the table on SQLite, which its full-text index refers to. Not mapped on other databases.</summary>
    public long Number { get; init; }

    /// <summary><see cref="NGrams"/> of <see cref="SearchText"/>. Mapped on PostgreSQL only.</summary>
    public int[]? Grams { get; init; }

    public static LoraRecordRow From(LoraRecord record)
    {
        var (workspaceKey, text) = (LoraStorageKey.Segment(record.Workspace), SearchKey.OfTexts(record));
        var familyKeys = FactsColumns.FamilyKeys(record.Facts);
        return new LoraRecordRow
        {
            Id = record.Id.Value,
            WorkspaceKey = workspaceKey,
            Workspace = record.Workspace.Value,
            Name = record.Name,
            NameKey = SearchKey.OfName(record.Name),
            FileName = record.FileName,
            SearchText = text,
            ClientKey = record.ClientKey,
            StorageKey = record.StorageKey,
            Size = record.Size,
            UploadedAt = record.UploadedAt,
            LastUsedAt = record.LastUsedAt,
            UseCount = record.UseCount,
            Facts = FactsColumns.Json(record.Facts),
            Card = FactsColumns.Card(record.Facts),
            IsDamaged = record.Facts.Transfer is { IsVerified: false },
            FamilyKeys = familyKeys,
            Role = record.Facts.Role(),
            FilterKey = FactsColumns.FilterKey(familyKeys, record.Facts.Role()),
            PairKey = record.PairKey,
            Sha256 = record.Facts.Hashes?.Sha256,
            Fingerprint = record.Facts.Fingerprint,
            NeedsAnalysis = !record.Facts.IsAnalyzed,
            State = record.State,
            StateChangedAt = record.StateChangedAt,
            Stamp = record.Stamp,
            Grams = NGrams.Of(workspaceKey, text),
        };
    }

    public LoraRecord ToRecord() => new()
    {
        Id = new LoraId(Id),
        Workspace = new LoraWorkspaceId(Workspace),
        Name = Name,
        FileName = FileName,
        ClientKey = ClientKey,
        StorageKey = StorageKey,
        Size = Size,
        UploadedAt = UploadedAt,
        LastUsedAt = LastUsedAt,
        UseCount = UseCount,
        Facts = LoraFacts.FromJson(Facts),
        State = State,
        StateChangedAt = StateChangedAt,
        Stamp = Stamp,
    };
}
