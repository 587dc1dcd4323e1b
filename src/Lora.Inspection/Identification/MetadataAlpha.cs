using System.Globalization;
using System.Text.Json;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>Finds alphas in the metadata of a file whose tensors have none.</summary>
internal static class MetadataAlpha
{
    /// <summary>Returns the alphas that diffusers writes to the metadata only, or <see langword="null"/>.</summary>
    public static InspectionRange? Find(IReadOnlyDictionary<string, string> metadata, IdentificationLog log)
    {
        if (metadata.TryGetValue("lora_adapter_metadata", out var json) && Read(json) is { } range)
        {
            log.Add("alpha.diffusers", "Alpha is in the diffusers metadata (lora_adapter_metadata).");
            return range;
        }

        if (MetadataText.Get(metadata, "ss_network_alpha") is { } asked && double.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha))
        {
            log.Add("alpha.asked", $"Its tensors have no alpha. The trainer was set to {alpha} (ss_network_alpha).");
        }

        return null;
    }

    private static InspectionRange? Read(string json)
    {
        InspectionRange? range = null;
        LooseJson.Read(json, root =>
        {
            foreach (var value in Alphas(root))
            {
                if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var alpha))
                {
                    range = range is { } known ? new(Math.Min(known.Min, alpha), Math.Max(known.Max, alpha)) : new(alpha, alpha);
                }
            }
        });
        return range;
    }

    private static IEnumerable<JsonElement> Alphas(JsonElement root)
    {
        foreach (var member in root.ValueKind == JsonValueKind.Object ? root.EnumerateObject() : default)
        {
            if (member.Name.EndsWith("lora_alpha", StringComparison.Ordinal))
            {
                yield return member.Value;
            }
            else if (member.Name.EndsWith("alpha_pattern", StringComparison.Ordinal) && member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var item in member.Value.EnumerateObject())
                {
                    yield return item.Value;
                }
            }
        }
    }
}
