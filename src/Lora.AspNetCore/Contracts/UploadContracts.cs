using System.Globalization;
using System.Text.Json.Serialization;
using Lora.Storage;

namespace Lora.AspNetCore.Contracts;

/// <summary>Begins an upload session.</summary>
/// <param name="FileName">The file's name, without a folder.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record BeginUploadBody(string? FileName, long? Size);

/// <summary>The status of an upload session.</summary>
/// <param name="Id">The id of the session. The LoRA will have the same id.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="PartSize">The size of every part but the last, in bytes.</param>
/// <param name="PartCount">How many parts there are.</param>
/// <param name="Stored">The numbers of the stored parts, ascending; empty in a list of uploads.</param>
/// <param name="StoredSize">The number of stored bytes; 0 in a list of uploads.</param>
/// <param name="Digests">The known SHA-256 of stored parts by number; empty in a list of uploads.</param>
/// <param name="State">The state.</param>
/// <param name="Transport">How to send parts.</param>
/// <param name="CreatedAt">When the session was begun, in UTC.</param>
/// <param name="ExpiresAt">When the session is aborted unless another part arrives, in UTC; <see langword="null"/> once it is completed.</param>
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

/// <summary>The state of an upload session.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UploadBodyState>))]
internal enum UploadBodyState
{
    /// <summary>It accepts parts.</summary>
    [JsonStringEnumMemberName("open")]
    Open = 0,

    /// <summary>Storage is assembling the parts.</summary>
    [JsonStringEnumMemberName("completing")]
    Completing = 1,

    /// <summary>It was cancelled or has expired; its bytes are being removed.</summary>
    [JsonStringEnumMemberName("aborting")]
    Aborting = 2,

    /// <summary>The LoRA exists.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed = 3,
}

/// <summary>Unfinished uploads.</summary>
/// <param name="Uploads">The uploads, newest first.</param>
internal sealed record UploadListBody(IReadOnlyList<UploadBody> Uploads);

/// <summary>A stored part.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record PartBody(int Number, long Size);

/// <summary>A part to send.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Sha256">The SHA-256 of its bytes in 64 lower-case hexadecimal digits. Optional.</param>
internal sealed record AnnouncedPartBody(int Number, string? Sha256);

/// <summary>The parts to sign URLs for.</summary>
/// <param name="Parts">The parts, at most 50.</param>
internal sealed record SignPartsBody(IReadOnlyList<AnnouncedPartBody?>? Parts);

/// <summary>The signed request that sends one part to storage.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Url">The URL of the PUT request.</param>
/// <param name="Headers">The headers to send unchanged.</param>
internal sealed record SignedPartBody(int Number, Uri Url, IReadOnlyDictionary<string, string> Headers);

/// <summary>Signed parts.</summary>
/// <param name="Parts">One for each requested part, in the same order.</param>
/// <param name="ExpiresAt">When the URLs expire, in UTC. Request new ones then.</param>
internal sealed record SignedPartsBody(IReadOnlyList<SignedPartBody> Parts, DateTimeOffset ExpiresAt);
