using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Whether a LoRA fits a model, from the best to the worst.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraFit>))]
internal enum LoraFit
{
    /// <summary>It is made for it.</summary>
    [JsonStringEnumMemberName("fits")]
    Fits = 0,

    /// <summary>It should work, though not all is certain.</summary>
    [JsonStringEnumMemberName("probably")]
    Probably = 1,

    /// <summary>Nothing tells.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown = 2,

    /// <summary>It is made for something else.</summary>
    [JsonStringEnumMemberName("wrong")]
    Wrong = 3,
}
