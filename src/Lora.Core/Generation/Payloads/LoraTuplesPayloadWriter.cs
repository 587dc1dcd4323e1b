using System.Text.Json.Nodes;

namespace Lora.Generation.Payloads;

/// <summary>
/// Writes <c>lora: [[path, weight], …]</c> for the RunPod worker for Flux Krea (see its handler.py), which selects a workflow with zero to three LoRAs by the length
/// of the array. The worker ignores LoRAs after the third, so a model for it should have at most three slots.
/// </summary>
internal sealed class LoraTuplesPayloadWriter : IGenerationPayloadWriter
{
    public string Name => PayloadNames.LoraTuples;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var tuples = input.Chosen.Select(JsonNode (lora) => new JsonArray(lora.Reference, lora.Weight));
        var body = input.WriteOthers();
        body.Add("lora", new JsonArray([.. tuples]));
        return body;
    }
}
