using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Specifies the noise expert that a LoRA slot belongs to, in models with two experts such as Wan 2.2 A14B.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraExpert>))]
public enum LoraExpert
{
    /// <summary>The model has no noise experts.</summary>
    [JsonStringEnumMemberName("any")]
    Any = 0,

    /// <summary>The high-noise expert, which runs the first steps.</summary>
    [JsonStringEnumMemberName("high")]
    High = 1,

    /// <summary>The low-noise expert, which runs the last steps.</summary>
    [JsonStringEnumMemberName("low")]
    Low = 2,
}
