using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The row of the thumbnail from a LoRA's header, in a separate table so that lists don't read its bytes. It is deleted in the transaction that deletes the record.</summary>
internal sealed class ThumbnailRow
{
    /// <inheritdoc cref="LoraRecordRow.WorkspaceKey" />
    public required string WorkspaceKey { get; init; }

    public required Guid LoraId { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }

    public static ThumbnailRow From(LoraRecord record, LoraThumbnail thumbnail) => new()
    {
        WorkspaceKey = LoraStorageKey.Segment(record.Workspace),
        LoraId = record.Id.Value,
        MediaType = thumbnail.MediaType,
        Content = thumbnail.Content.ToArray(),
    };
}
