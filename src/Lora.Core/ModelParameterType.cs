using System.Text.Json.Serialization;

namespace Lora;

/// <summary>What kind of value a model parameter takes, and so how a form asks for it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelParameterType>))]
public enum ModelParameterType
{
    /// <summary>Text.</summary>
    [JsonStringEnumMemberName("string")]
    String = 0,

    /// <summary>A number.</summary>
    [JsonStringEnumMemberName("number")]
    Number = 1,

    /// <summary>Yes or no.</summary>
    [JsonStringEnumMemberName("boolean")]
    Boolean = 2,

    /// <summary>One of a list of options.</summary>
    [JsonStringEnumMemberName("select")]
    Select = 3,

    /// <summary>A LoRA of the caller's workspace; the value is its path.</summary>
    [JsonStringEnumMemberName("lora-selector")]
    LoraSelector = 4,
}
