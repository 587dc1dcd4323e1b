using System.Globalization;
using System.Text.Json;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>The alphas that stand in the metadata of a file whose tensors have none.</summary>
internal static class MetadataAlpha
{
    private const int MaxLength = 1024 * 1024;

    /// <summary>What diffusers wrote, which is the only place of alpha in its files; else <see langword="null"/>.</summary>
    public static InspectionRange? Find(IReadOnlyDictionary<string, string> metadata, Findings findings)
    {
        if (metadata.TryGetValue("lora_adapter_metadata", out var json) && json.Length <= MaxLength && Read(json) is { } range)
        {
            findings.Say("Its alpha stands in the metadata of diffusers (lora_adapter_metadata).");
            return range;
        }

        if (MetadataText.Get(metadata, "ss_network_alpha") is { } asked && double.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha))
        {
            findings.Say(string.Create(CultureInfo.InvariantCulture, $"Its tensors have no alpha; its metadata says {alpha} was asked for (ss_network_alpha)."));
        }

        return null;
    }

    private static InspectionRange? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            InspectionRange? range = null;
            foreach (var member in document.RootElement.EnumerateObject())
            {
                var values = member.Name.EndsWith("lora_alpha", StringComparison.Ordinal) ? [member.Value]
                    : member.Name.EndsWith("alpha_pattern", StringComparison.Ordinal) && member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject().Select(item => item.Value)
                    : Enumerable.Empty<JsonElement>();
                foreach (var value in values)
                {
                    if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var alpha))
                    {
                        range = range is { } known ? new(Math.Min(known.Min, alpha), Math.Max(known.Max, alpha)) : new(alpha, alpha);
                    }
                }
            }

            return range;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
