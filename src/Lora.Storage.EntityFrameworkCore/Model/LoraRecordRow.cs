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

    /// <summary>The <see cref="SearchKey"/> of <see cref="FileName"/>, for searching.</summary>
    public required string FileNameKey { get; init; }

    public required string? ClientKey { get; init; }

    public required string StorageKey { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required int UseCount { get; init; }

    /// <summary><see cref="LoraFacts.ToJson"/>, or <see langword="null"/> if there are no facts.</summary>
    public required string? Facts { get; init; }

    /// <summary><see cref="LoraFacts.Family"/>.</summary>
    public required string Family { get; init; }

    /// <summary><see cref="LoraFacts.Families"/> for searching, with a bar before and after each.</summary>
    public required string FamilyKeys { get; init; }

    public required LoraNoiseExpert Role { get; init; }

    /// <summary>The SHA-256 of the whole file, or <see langword="null"/> until it is computed.</summary>
    public required string? Sha256 { get; init; }

    /// <summary><see cref="LoraFacts.Fingerprint"/>.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>Whether the file was inspected.</summary>
    public required bool IsInspected { get; init; }

    /// <summary>
    /// Whether the thumbnail in the file's header, if any, has been stored. <see langword="false"/> in rows that were written
    /// before thumbnails were stored; only their facts show whether there is one.
    /// </summary>
    public required bool IsThumbnailDone { get; init; }

    public required LoraState State { get; init; }

    public required DateTimeOffset StateChangedAt { get; init; }

    public required Guid Stamp { get; init; }

    public static LoraRecordRow From(LoraRecord record) => new()
    {
        Id = record.Id.Value,
        WorkspaceKey = LoraStorageKey.Segment(record.Workspace),
        Workspace = record.Workspace.Value,
        Name = record.Name,
        NameKey = SearchKey.OfName(record.Name),
        FileName = record.FileName,
        FileNameKey = SearchKey.OfFileName(record.FileName),
        ClientKey = record.ClientKey,
        StorageKey = record.StorageKey,
        Size = record.Size,
        UploadedAt = record.UploadedAt,
        LastUsedAt = record.LastUsedAt,
        UseCount = record.UseCount,
        Facts = FactsColumns.Json(record.Facts),
        Family = FactsColumns.Family(record.Facts),
        FamilyKeys = FactsColumns.FamilyKeys(record.Facts),
        Role = record.Facts.Role(),
        Sha256 = record.Facts.Hashes?.Sha256,
        Fingerprint = record.Facts.Fingerprint,
        IsInspected = record.Facts.Inspection is not null,
        IsThumbnailDone = record.Facts is not { HasThumbnail: true, IsThumbnailStored: false },
        State = record.State,
        StateChangedAt = record.StateChangedAt,
        Stamp = record.Stamp,
    };

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
