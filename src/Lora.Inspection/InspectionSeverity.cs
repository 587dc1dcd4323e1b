using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InspectionSeverity>))]
public enum InspectionSeverity
{
    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("info")]
    Info = 0,

    /// <summary>Odd, but the file works.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning = 1,

    /// <summary>The file cannot be taken.</summary>
    [JsonStringEnumMemberName("error")]
    Error = 2,
}
