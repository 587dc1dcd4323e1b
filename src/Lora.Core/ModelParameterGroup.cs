using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Where a form shows a parameter.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelParameterGroup>))]
public enum ModelParameterGroup
{
    /// <summary>At once. The default.</summary>
    [JsonStringEnumMemberName("basic")]
    Basic = 0,

    /// <summary>Behind "Advanced".</summary>
    [JsonStringEnumMemberName("advanced")]
    Advanced = 1,

    /// <summary>Never; the default is sent unless a program sets another value.</summary>
    [JsonStringEnumMemberName("hidden")]
    Hidden = 2,
}
