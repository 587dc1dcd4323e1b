using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Specifies the noise expert of a two-expert model, such as Wan 2.2 A14B, that a LoRA was trained for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraNoiseExpert>))]
public enum LoraNoiseExpert
{
    /// <summary>Not known. The LoRA can be used on either expert.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>The model has no experts.</summary>
    [JsonStringEnumMemberName("none")]
    None = 1,

    /// <summary>The high-noise expert, which runs the first steps.</summary>
    [JsonStringEnumMemberName("high")]
    High = 2,

    /// <summary>The low-noise expert, which runs the last steps.</summary>
    [JsonStringEnumMemberName("low")]
    Low = 3,

    /// <summary>Both experts.</summary>
    [JsonStringEnumMemberName("both")]
    Both = 4,
}
