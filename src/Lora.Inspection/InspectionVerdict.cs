using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Whether a file can be taken. The worst of what was found decides; the values are ordered from harmless to worst.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InspectionVerdict>))]
public enum InspectionVerdict
{
    /// <summary>Nothing speaks against it.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok = 0,

    /// <summary>A pickle that calls what is neither known to be harmless nor known to be an attack.</summary>
    [JsonStringEnumMemberName("suspicious")]
    Suspicious = 1,

    /// <summary>It is broken, or no file of the format it claims to be.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid = 2,

    /// <summary>A pickle that would run code when it is loaded.</summary>
    [JsonStringEnumMemberName("dangerous")]
    Dangerous = 3,
}
