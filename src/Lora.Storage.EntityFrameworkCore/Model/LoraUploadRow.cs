namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The row of an upload session.</summary>
internal sealed class LoraUploadRow
{
    public required Guid Id { get; init; }

    /// <inheritdoc cref="LoraRecordRow.WorkspaceKey" />
    public required string WorkspaceKey { get; init; }

    public required string Workspace { get; init; }

    public required string? Owner { get; init; }

    /// <summary><see cref="Digest"/> of <see cref="Owner"/>, which queries compare. Its length is fixed, and no collation considers two different digests equal.</summary>
    public required string? OwnerKey { get; init; }

    public required string? ClientKey { get; init; }

    public required string FileName { get; init; }

    public required string StorageKey { get; init; }

    public required long Size { get; init; }

    public required long PartSize { get; init; }

    public required string? MultipartId { get; init; }

    public required LoraUploadState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required Guid Stamp { get; init; }

    public static string? KeyOf(string? owner) => owner is null ? null : Digest.Of(owner);

    public static LoraUploadRow From(LoraUpload upload) => new()
    {
        Id = upload.Id.Value,
        WorkspaceKey = LoraStorageKey.Segment(upload.Workspace),
        Workspace = upload.Workspace.Value,
        Owner = upload.Owner,
        OwnerKey = KeyOf(upload.Owner),
        ClientKey = upload.ClientKey,
        FileName = upload.FileName,
        StorageKey = upload.StorageKey,
        Size = upload.Size,
        PartSize = upload.PartSize,
        MultipartId = upload.MultipartId,
        State = upload.State,
        CreatedAt = upload.CreatedAt,
        ExpiresAt = upload.ExpiresAt,
        Stamp = upload.Stamp,
    };

    public LoraUpload ToUpload() => new()
    {
        Id = new LoraId(Id),
        Workspace = new LoraWorkspaceId(Workspace),
        Owner = Owner,
        ClientKey = ClientKey,
        FileName = FileName,
        StorageKey = StorageKey,
        Size = Size,
        PartSize = PartSize,
        MultipartId = MultipartId,
        State = State,
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        Stamp = Stamp,
    };
}
