namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The row with the declared digest of a part. The database deletes it together with its upload session.</summary>
internal sealed class PartDigestRow
{
    /// <inheritdoc cref="LoraRecordRow.WorkspaceKey" />
    public required string WorkspaceKey { get; init; }

    public required Guid UploadId { get; init; }

    public required int Number { get; init; }

    public required string Sha256 { get; init; }
}
