using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Specifies the format of a file, detected from its bytes and not from its name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraFileFormat>))]
public enum LoraFileFormat
{
    /// <summary>Not a format of LoRAs.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>safetensors: a JSON header and raw tensors. Can't contain code.</summary>
    [JsonStringEnumMemberName("safetensors")]
    Safetensors = 1,

    /// <summary>A Python pickle, alone or in a ZIP: <c>.ckpt</c>, <c>.pt</c>, <c>.bin</c>. Can contain code, which is never run.</summary>
    [JsonStringEnumMemberName("pickle")]
    Pickle = 2,
}
