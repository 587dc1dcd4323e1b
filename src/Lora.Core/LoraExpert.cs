using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Which half of a two-expert model, such as Wan 2.2 A14B, a LoRA slot feeds.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraExpert>))]
public enum LoraExpert
{
    /// <summary>The model has no halves.</summary>
    [JsonStringEnumMemberName("any")]
    Any = 0,

    /// <summary>The high-noise expert, which does the first steps.</summary>
    [JsonStringEnumMemberName("high")]
    High = 1,

    /// <summary>The low-noise expert, which does the last steps.</summary>
    [JsonStringEnumMemberName("low")]
    Low = 2,
}
