using System.Text.Json.Serialization;

namespace Lora.Wire;

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
