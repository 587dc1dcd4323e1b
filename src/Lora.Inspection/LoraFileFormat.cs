using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>How a file is written, by its bytes and not by its name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraFileFormat>))]
public enum LoraFileFormat
{
    /// <summary>None of the formats that LoRAs come in.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>safetensors: a JSON header and raw tensors. Nothing in it can run.</summary>
    [JsonStringEnumMemberName("safetensors")]
    Safetensors = 1,

    /// <summary>A Python pickle, alone or in a ZIP: <c>.ckpt</c>, <c>.pt</c>, <c>.bin</c>. It is a program, and is only read, never run.</summary>
    [JsonStringEnumMemberName("pickle")]
    Pickle = 2,
}
