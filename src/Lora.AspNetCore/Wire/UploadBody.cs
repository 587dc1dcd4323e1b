using System.Globalization;
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
/// <param name="Stored">The numbers of the parts that are stored, ascending; empty in a list of uploads.</param>
/// <param name="StoredSize">How many bytes are stored; 0 in a list of uploads.</param>
/// <param name="Digests">The SHA-256 of stored parts, by number, as far as they are known; empty in a list of uploads.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Transport">How parts are to be sent.</param>
/// <param name="CreatedAt">When it was begun (UTC).</param>
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
    IReadOnlyDictionary<string, string> Digests,
    UploadBodyState State,
    LoraUploadTransport Transport,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    LoraItem? Lora)
{
    public static UploadBody Of(LoraManager manager, LoraUploadStatus status)
    {
        var upload = status.Upload;
        return new(
            upload.Id,
            upload.FileName,
            upload.Size,
            upload.PartSize,
            upload.Parts.Count,
            status.Stored,
            status.StoredSize,
            status.StoredParts.Where(part => part.Sha256 is not null).ToDictionary(part => part.Number.ToString(CultureInfo.InvariantCulture), part => part.Sha256!),
            StateOf(upload.State),
            manager.Transport,
            upload.CreatedAt,
            status.Record is null ? upload.ExpiresAt : null,
            status.Record is null ? null : manager.ToItem(status.Record));
    }

    private static UploadBodyState StateOf(LoraUploadState state) => state switch
    {
        LoraUploadState.Open => UploadBodyState.Open,
        LoraUploadState.Completing => UploadBodyState.Completing,
        LoraUploadState.Aborting => UploadBodyState.Aborting,
        _ => UploadBodyState.Completed,
    };
}
