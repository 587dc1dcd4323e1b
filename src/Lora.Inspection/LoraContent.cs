using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Specifies what a file contains.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraContent>))]
public enum LoraContent
{
    /// <summary>Not recognized.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>A LoRA of any kind.</summary>
    [JsonStringEnumMemberName("lora")]
    Lora = 1,

    /// <summary>A whole model (checkpoint).</summary>
    [JsonStringEnumMemberName("checkpoint")]
    Checkpoint = 2,

    /// <summary>An embedding (textual inversion).</summary>
    [JsonStringEnumMemberName("embedding")]
    Embedding = 3,

    /// <summary>A VAE.</summary>
    [JsonStringEnumMemberName("vae")]
    Vae = 4,

    /// <summary>A text encoder.</summary>
    [JsonStringEnumMemberName("text-encoder")]
    TextEncoder = 5,

    /// <summary>An IP-adapter.</summary>
    [JsonStringEnumMemberName("ip-adapter")]
    IpAdapter = 6,

    /// <summary>A ControlNet.</summary>
    [JsonStringEnumMemberName("controlnet")]
    ControlNet = 7,
}
