using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>The state of a file in the uploader. The browser reports all states except <see cref="Refused"/>.</summary>
[JsonConverter(typeof(LoraNamedEnumConverter<LoraUploadRowState>))]
internal enum LoraUploadRowState
{
    /// <summary>The file rules reject the file; nothing was sent.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused = 0,

    /// <summary>The file is in the queue.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting = 1,

    /// <summary>The bytes are being sent.</summary>
    [JsonStringEnumMemberName("uploading")]
    Uploading = 2,

    /// <summary>All bytes are stored; the upload is being completed.</summary>
    [JsonStringEnumMemberName("finishing")]
    Finishing = 3,

    /// <summary>The file is in the library.</summary>
    [JsonStringEnumMemberName("done")]
    Done = 4,

    /// <summary>The upload failed.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 5,

    /// <summary>The server checks the header of the file.</summary>
    [JsonStringEnumMemberName("checking")]
    Checking = 6,

    /// <summary>The user paused the upload.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused = 7,

    /// <summary>The library already contains the file; the user decides whether to upload it.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate = 8,

    /// <summary>Another tab of the same browser uploads the file.</summary>
    [JsonStringEnumMemberName("elsewhere")]
    Elsewhere = 9,

    /// <summary>The upload was started earlier and is not finished, but can't continue because the file is not available.</summary>
    [JsonStringEnumMemberName("unfinished")]
    Unfinished = 10,

    /// <summary>The upload was canceled or dismissed.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 11,
}
