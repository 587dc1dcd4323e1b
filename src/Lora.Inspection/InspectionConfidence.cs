using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>How sure an answer is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InspectionConfidence>))]
public enum InspectionConfidence
{
    /// <summary>Nothing speaks for an answer.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>Something weak speaks for it, or two answers are open.</summary>
    [JsonStringEnumMemberName("possible")]
    Possible = 1,

    /// <summary>Good evidence, and nothing against it.</summary>
    [JsonStringEnumMemberName("likely")]
    Likely = 2,

    /// <summary>The file itself allows no other answer.</summary>
    [JsonStringEnumMemberName("certain")]
    Certain = 3,
}
