using System.Text.Json.Nodes;
using Lora.Inspection;

namespace Lora.Generation.Payloads;

/// <summary>
/// Writes <c>high_noise_loras: [{ path, scale }]</c> and <c>low_noise_loras: […]</c> for WaveSpeed (wan-2.2, three in each list, scale 0 to 4) and RunPod's public
/// endpoints (wan-2-2-t2v-720-lora). A LoRA without a noise expert goes into both lists. The path must be a URL.
/// </summary>
internal sealed class ExpertLorasPayloadWriter : IGenerationPayloadWriter
{
    public string Name => PayloadNames.ExpertLoras;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var body = input.WriteOthers();
        body.Add("high_noise_loras", WriteList(input, LoraNoiseExpert.High));
        body.Add("low_noise_loras", WriteList(input, LoraNoiseExpert.Low));
        return body;
    }

    private static JsonArray WriteList(GenerationInput input, LoraNoiseExpert expert) =>
        new([.. input.Chosen
            .Where(lora => lora.Feeds(expert))
            .Select(JsonNode (lora) => new JsonObject { ["path"] = lora.Reference, ["scale"] = lora.Weight })]);
}
