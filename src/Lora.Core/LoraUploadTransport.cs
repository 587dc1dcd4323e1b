using System.Text.Json.Serialization;

namespace Lora;

/// <summary>How the bytes of a browser reach storage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraUploadTransport>))]
public enum LoraUploadTransport
{
    /// <summary>Straight to storage where it signs URLs and the browser reaches it, else through the application; changes in the middle of a file lose nothing.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto = 0,

    /// <summary>Straight to storage, by URLs signed for one part each. Where storage cannot be reached, uploads fail.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct = 1,

    /// <summary>Through the application, which pipes them on.</summary>
    [JsonStringEnumMemberName("proxied")]
    Proxied = 2,
}
