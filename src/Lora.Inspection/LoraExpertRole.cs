using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Which expert of a model with two, such as Wan 2.2 A14B, a LoRA was trained for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraExpertRole>))]
public enum LoraExpertRole
{
    /// <summary>Nothing tells. It can be used on either.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>Its model has no experts.</summary>
    [JsonStringEnumMemberName("none")]
    None = 1,

    /// <summary>The high-noise expert, which does the first steps.</summary>
    [JsonStringEnumMemberName("high")]
    High = 2,

    /// <summary>The low-noise expert, which does the last steps.</summary>
    [JsonStringEnumMemberName("low")]
    Low = 3,

    /// <summary>Both.</summary>
    [JsonStringEnumMemberName("both")]
    Both = 4,
}
