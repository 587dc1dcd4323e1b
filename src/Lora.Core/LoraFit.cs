using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Specifies how well a LoRA fits a model, from best to worst.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraFit>))]
internal enum LoraFit
{
    /// <summary>It is made for the model.</summary>
    [JsonStringEnumMemberName("fits")]
    Fits = 0,

    /// <summary>It should work, but this is not certain.</summary>
    [JsonStringEnumMemberName("probably")]
    Probably = 1,

    /// <summary>There is not enough information.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 2,

    /// <summary>It is made for another model.</summary>
    [JsonStringEnumMemberName("wrong")]
    Wrong = 3,
}
