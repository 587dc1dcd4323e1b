using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>What an upload that is under way waits for.</summary>
[JsonConverter(typeof(LoraNamedEnumConverter<LoraUploadNote>))]
internal enum LoraUploadNote
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The browser has no network.</summary>
    [JsonStringEnumMemberName("offline")]
    Offline = 1,

    /// <summary>Something failed and is tried again.</summary>
    [JsonStringEnumMemberName("retrying")]
    Retrying = 2,

    /// <summary>All bytes are stored; those of before are compared with the file.</summary>
    [JsonStringEnumMemberName("comparing")]
    Comparing = 3,
}
