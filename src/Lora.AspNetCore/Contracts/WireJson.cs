using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Lora.Inspection;

namespace Lora.AspNetCore.Contracts;

/// <summary>How this API reads and writes JSON, whatever the host has set for its own.</summary>
internal static class WireJson
{
    /// <summary>Web defaults; names in any script stay readable, and what could end a script element is escaped.</summary>
    public static WireContext Default { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new OneNameConverter<LoraNoiseExpert>(),
            new JsonStringEnumConverter<LoraAuditAction>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<LoraAuditOutcome>(JsonNamingPolicy.CamelCase),
        },
    });
}
