using System.Text.Json.Serialization;

namespace Lora.Inspection;

/// <summary>Specifies how serious an issue is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InspectionSeverity>))]
public enum InspectionSeverity
{
    /// <summary>Information.</summary>
    [JsonStringEnumMemberName("info")]
    Info = 0,

    /// <summary>The file is unusual but works.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning = 1,

    /// <summary>The file can't be used.</summary>
    [JsonStringEnumMemberName("error")]
    Error = 2,
}
