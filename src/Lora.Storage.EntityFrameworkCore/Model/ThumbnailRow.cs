using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The row of the thumbnail from a LoRA's header, in a separate table so that lists don't read its bytes. The database deletes it together with the record.</summary>
internal sealed class ThumbnailRow
{
    public required Guid LoraId { get; init; }

    public required string MediaType { get; init; }

    public required byte[] Content { get; init; }

    public static ThumbnailRow From(Guid loraId, LoraThumbnail thumbnail) =>
        new() { LoraId = loraId, MediaType = thumbnail.MediaType, Content = thumbnail.Content.ToArray() };
}
