using Lora.Catalog;
using Lora.Client;
using Lora.Management;
using Lora.Uploads;

namespace Lora.Wire;

/// <summary>Where an upload session stands.</summary>
/// <param name="Id">The session; the LoRA will have the same id.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="PartSize">The size of every part but the last, in bytes.</param>
/// <param name="PartCount">How many parts there are.</param>
/// <param name="Stored">The numbers of the parts that are stored, ascending.</param>
/// <param name="StoredSize">How many bytes are stored.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ExpiresAt">When it is thrown away unless another part arrives (UTC); <see langword="null"/> once it is completed.</param>
/// <param name="Lora">The LoRA, once the session is completed.</param>
internal sealed record UploadBody(
    LoraId Id,
    string FileName,
    long Size,
    long PartSize,
    int PartCount,
    IReadOnlyList<int> Stored,
    long StoredSize,
    UploadBodyState State,
    DateTimeOffset? ExpiresAt,
    LoraItem? Lora)
{
    public static UploadBody Of(LoraUploadStatus status)
    {
        var upload = status.Upload;
        return new(
            upload.Id, upload.FileName, upload.Size, upload.PartSize, upload.Parts.Count, status.Stored, status.StoredSize, StateOf(upload.State), upload.ExpiresAt, Lora: null);
    }

    /// <summary>The session is gone when it is completed; what it was cut into does not matter any more.</summary>
    public static UploadBody Of(LoraItem item, long smallestPart)
    {
        var parts = LoraPartPlan.For(item.Size, smallestPart);
        return new(
            item.Id, item.FileName, item.Size, parts.PartSize, parts.Count, [.. Enumerable.Range(1, parts.Count)], item.Size, UploadBodyState.Completed, ExpiresAt: null, item);
    }

    private static UploadBodyState StateOf(LoraUploadState state) => state switch
    {
        LoraUploadState.Open => UploadBodyState.Open,
        LoraUploadState.Completing => UploadBodyState.Completing,
        _ => UploadBodyState.Aborting,
    };
}
