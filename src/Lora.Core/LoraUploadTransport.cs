using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Specifies how browsers upload files to storage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LoraUploadTransport>))]
public enum LoraUploadTransport
{
    /// <summary>Directly to storage if it supports presigned URLs and the browser can reach it, otherwise through the application. Can change during an upload.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto = 0,

    /// <summary>Directly to storage, with a presigned URL for each part. Uploads fail if the browser cannot reach storage.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct = 1,

    /// <summary>Through the application, which streams the parts to storage.</summary>
    [JsonStringEnumMemberName("proxied")]
    Proxied = 2,
}
