using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>A LoRA as the database holds it. EF reads and writes it; nothing else of the toolkit sees it.</summary>
internal sealed class LoraRecordRow
{
    public required Guid Id { get; init; }

    /// <summary>
    /// <see cref="LoraStorageKey.Segment"/> of the workspace: what every query compares. It is made of lower-case ASCII alone, so it compares
    /// ordinally also where the database's collation takes <c>Ada</c> and <c>ada</c> for the same.
    /// </summary>
    public required string WorkspaceKey { get; init; }

    public required string Workspace { get; init; }

    public required string Name { get; init; }

    /// <summary><see cref="Name"/> as it is sorted and searched.</summary>
    public required string NameKey { get; init; }

    public required string FileName { get; init; }

    /// <summary><see cref="FileName"/> as it is searched.</summary>
    public required string FileNameKey { get; init; }

    public required string? ClientKey { get; init; }

    public required string StorageKey { get; init; }

    public required long Size { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required int UseCount { get; init; }

    /// <summary><see cref="LoraFacts.ToJson"/>; <see langword="null"/> where nothing is known.</summary>
    public required string? Facts { get; init; }

    /// <summary><see cref="LoraFacts.Family"/>.</summary>
    public required string Family { get; init; }

    /// <summary><see cref="LoraFacts.Families"/> as it is searched, with a bar before and after each.</summary>
    public required string FamilyKeys { get; init; }

    public required LoraNoiseExpert Role { get; init; }

    /// <summary>The SHA-256 of the whole file; <see langword="null"/> until it was computed.</summary>
    public required string? Sha256 { get; init; }

    /// <summary><see cref="LoraFacts.Fingerprint"/>.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>Whether it was inspected.</summary>
    public required bool IsInspected { get; init; }

    /// <summary>
    /// Whether no picture of its header is left to store. A row that was written before pictures were stored says no, whether it has one or not: only its facts tell.
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
