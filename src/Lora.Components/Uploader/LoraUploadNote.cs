using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>What an upload in progress is waiting for.</summary>
[JsonConverter(typeof(LoraNamedEnumConverter<LoraUploadNote>))]
internal enum LoraUploadNote
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The browser is offline.</summary>
    [JsonStringEnumMemberName("offline")]
    Offline = 1,

    /// <summary>A failed request is being retried.</summary>
    [JsonStringEnumMemberName("retrying")]
    Retrying = 2,

    /// <summary>All bytes are stored; the bytes from an earlier session are compared with the file.</summary>
    [JsonStringEnumMemberName("comparing")]
    Comparing = 3,
}
