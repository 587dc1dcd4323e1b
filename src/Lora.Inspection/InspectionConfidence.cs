using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Specifies how certain a result is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InspectionConfidence>))]
public enum InspectionConfidence
{
    /// <summary>No evidence.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 0,

    /// <summary>Weak evidence, or more than one result is possible.</summary>
    [JsonStringEnumMemberName("possible")]
    Possible = 1,

    /// <summary>Good evidence and nothing against it.</summary>
    [JsonStringEnumMemberName("likely")]
    Likely = 2,

    /// <summary>The file allows no other result.</summary>
    [JsonStringEnumMemberName("certain")]
    Certain = 3,
}
