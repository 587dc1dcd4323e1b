using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Specifies whether a file can be accepted. The most serious issue decides; values are ordered by seriousness.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InspectionVerdict>))]
public enum InspectionVerdict
{
    /// <summary>No problems found.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok = 0,

    /// <summary>A pickle that uses something that is neither known to be harmless nor known to be an attack.</summary>
    [JsonStringEnumMemberName("suspicious")]
    Suspicious = 1,

    /// <summary>The file is damaged or is not of the format that its name says.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid = 2,

    /// <summary>A pickle that would run code when it is loaded.</summary>
    [JsonStringEnumMemberName("dangerous")]
    Dangerous = 3,
}
