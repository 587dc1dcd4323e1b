using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Specifies the type of a parameter's value, which determines its form control.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelParameterType>))]
public enum ModelParameterType
{
    /// <summary>Text.</summary>
    [JsonStringEnumMemberName("string")]
    String = 0,

    /// <summary>A number.</summary>
    [JsonStringEnumMemberName("number")]
    Number = 1,

    /// <summary>A boolean.</summary>
    [JsonStringEnumMemberName("boolean")]
    Boolean = 2,

    /// <summary>One of the parameter's options.</summary>
    [JsonStringEnumMemberName("select")]
    Select = 3,

    /// <summary>A LoRA of the caller's workspace. The value is its path.</summary>
    [JsonStringEnumMemberName("lora-selector")]
    LoraSelector = 4,
}
