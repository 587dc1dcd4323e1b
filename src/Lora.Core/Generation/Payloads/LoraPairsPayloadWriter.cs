using System.Text.Json.Nodes;
using Lora.Inspection;

namespace Lora.Generation.Payloads;

/// <summary>
/// Writes <c>lora_pairs: [{ high, low, high_weight, low_weight }]</c> for the RunPod worker generate_video for Wan 2.2 (see its README and handler.py): up to four
/// pairs, with names inside its LoRA folder. If only one LoRA of a pair is selected, the other one is an empty string, which the worker ignores. Empty pairs are omitted.
/// </summary>
internal sealed class LoraPairsPayloadWriter : IGenerationPayloadWriter
{
    public string Name => PayloadNames.LoraPairs;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var pairs = input.Loras
            .GroupBy(lora => lora.Parameter.Lora?.Pair is { } pair ? pair : (object)lora)
            .Where(pair => pair.Any(lora => lora.IsChosen))
            .Select(JsonNode (pair) => WritePair([.. pair]));
        var body = input.WriteOthers();
        body.Add("lora_pairs", new JsonArray([.. pairs]));
        return body;
    }

    private static JsonObject WritePair(IReadOnlyList<GenerationLora> loras)
    {
        var high = loras.FirstOrDefault(lora => lora.Feeds(LoraNoiseExpert.High));
        var low = loras.FirstOrDefault(lora => lora.Feeds(LoraNoiseExpert.Low));
        return new JsonObject
        {
            ["high"] = high?.Reference ?? string.Empty,
            ["low"] = low?.Reference ?? string.Empty,
            ["high_weight"] = high?.Weight ?? 1,
            ["low_weight"] = low?.Weight ?? 1,
        };
    }
}
