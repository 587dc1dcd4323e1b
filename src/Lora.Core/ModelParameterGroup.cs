using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Specifies where a form shows a parameter.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelParameterGroup>))]
public enum ModelParameterGroup
{
    /// <summary>Always visible. The default.</summary>
    [JsonStringEnumMemberName("basic")]
    Basic = 0,

    /// <summary>Under "Advanced".</summary>
    [JsonStringEnumMemberName("advanced")]
    Advanced = 1,

    /// <summary>Hidden; the default is sent unless the application sets another value.</summary>
    [JsonStringEnumMemberName("hidden")]
    Hidden = 2,
}
