using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Lora.Inspection;

namespace Lora.AspNetCore.Contracts;

/// <summary>The JSON options of this API, independent of the host's.</summary>
internal static class WireJson
{
    /// <summary>Web defaults. Names in any script stay readable; characters that could end a script element are escaped.</summary>
    public static WireContext Default { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new EnumNameConverter<LoraNoiseExpert>(),
            new JsonStringEnumConverter<LoraAuditAction>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<LoraAuditOutcome>(JsonNamingPolicy.CamelCase),
        },
    });
}
