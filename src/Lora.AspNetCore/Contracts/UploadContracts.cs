using System.Globalization;
using System.Text.Json.Serialization;
using Lora.Storage;

namespace Lora.AspNetCore.Contracts;

/// <summary>What begins an upload session.</summary>
/// <param name="FileName">The file's name, without a folder.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record BeginUploadBody(string? FileName, long? Size);

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

/// <summary>Where an upload session stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UploadBodyState>))]
internal enum UploadBodyState
{
    /// <summary>Parts may arrive.</summary>
    [JsonStringEnumMemberName("open")]
    Open = 0,

    /// <summary>Storage is putting the parts together.</summary>
    [JsonStringEnumMemberName("completing")]
    Completing = 1,

    /// <summary>It was cancelled or has expired; its bytes are being removed.</summary>
    [JsonStringEnumMemberName("aborting")]
    Aborting = 2,

    /// <summary>The LoRA is there.</summary>
    [JsonStringEnumMemberName("completed")]
    Completed = 3,
}

/// <summary>Unfinished uploads.</summary>
/// <param name="Uploads">The uploads, newest first.</param>
internal sealed record UploadListBody(IReadOnlyList<UploadBody> Uploads);

/// <summary>A part that storage holds.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record PartBody(int Number, long Size);

/// <summary>A part that is about to be sent.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 lower-case hexadecimal digits; may be left out.</param>
internal sealed record AnnouncedPartBody(int Number, string? Sha256);

/// <summary>Which parts are to be sent to storage.</summary>
/// <param name="Parts">The parts, at most 50.</param>
internal sealed record SignPartsBody(IReadOnlyList<AnnouncedPartBody?>? Parts);

/// <summary>Where and how to send one part to storage.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Url">Where to send it by PUT.</param>
/// <param name="Headers">The headers to send with it, exactly so.</param>
internal sealed record SignedPartBody(int Number, Uri Url, IReadOnlyDictionary<string, string> Headers);

/// <summary>Signed parts.</summary>
/// <param name="Parts">One for each that was asked for, in the same order.</param>
/// <param name="ExpiresAt">Until when they work (UTC). Ask again then.</param>
internal sealed record SignedPartsBody(IReadOnlyList<SignedPartBody> Parts, DateTimeOffset ExpiresAt);
