using System.Globalization;
using System.Text.Json;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Identification;

/// <summary>The alphas that stand in the metadata of a file whose tensors have none.</summary>
internal static class MetadataAlpha
{
    /// <summary>What diffusers wrote, which is the only place of alpha in its files; else <see langword="null"/>.</summary>
    public static InspectionRange? Find(IReadOnlyDictionary<string, string> metadata, Findings findings)
    {
        if (metadata.TryGetValue("lora_adapter_metadata", out var json) && Read(json) is { } range)
        {
            findings.Say("alpha.diffusers", "Its alpha stands in the metadata of diffusers (lora_adapter_metadata).");
            return range;
        }

        if (MetadataText.Get(metadata, "ss_network_alpha") is { } asked && double.TryParse(asked, NumberStyles.Float, CultureInfo.InvariantCulture, out var alpha))
        {
            findings.Say("alpha.asked", $"Its tensors have no alpha; its metadata says {alpha} was asked for (ss_network_alpha).");
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
