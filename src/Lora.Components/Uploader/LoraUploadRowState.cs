using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>How a file in the uploader is doing. All but the first are reported by the browser.</summary>
[JsonConverter(typeof(LoraNamedEnumConverter<LoraUploadRowState>))]
internal enum LoraUploadRowState
{
    /// <summary>The rules do not allow it; none of its bytes were sent.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused = 0,

    /// <summary>Other files go first.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting = 1,

    /// <summary>Its bytes are being sent.</summary>
    [JsonStringEnumMemberName("uploading")]
    Uploading = 2,

    /// <summary>All bytes are there; storage is putting them together.</summary>
    [JsonStringEnumMemberName("finishing")]
    Finishing = 3,

    /// <summary>It is in the library.</summary>
    [JsonStringEnumMemberName("done")]
    Done = 4,

    /// <summary>It could not be uploaded.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 5,

    /// <summary>The server looks at its beginning.</summary>
    [JsonStringEnumMemberName("checking")]
    Checking = 6,

    /// <summary>The person has stopped it for now.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused = 7,

    /// <summary>The library has it already; the person decides.</summary>
    [JsonStringEnumMemberName("duplicate")]
    Duplicate = 8,

    /// <summary>Another page of the same browser sends it.</summary>
    [JsonStringEnumMemberName("elsewhere")]
    Elsewhere = 9,

    /// <summary>It was begun before and has not ended, and nothing sends it: its file is not at hand, or cannot be read any more.</summary>
    [JsonStringEnumMemberName("unfinished")]
    Unfinished = 10,

    /// <summary>It was cancelled, discarded or dismissed.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 11,
}
