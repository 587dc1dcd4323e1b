using System.Text.Json.Nodes;

namespace Lora.Generation.Payloads;

/// <summary>
/// <c>lora: [[path, weight], …]</c> as the RunPod worker for Flux Krea reads it (its handler.py): an array that it counts to choose a workflow with none, one, two
/// or three LoRAs. It ignores any beyond the third, so a model for it should have three slots at most.
/// </summary>
internal sealed class LoraTuplesPayloadWriter : IGenerationPayloadWriter
{
    public string Name => ModelPayloads.LoraTuples;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var tuples = input.Chosen.Select(JsonNode (lora) => new JsonArray(lora.Reference, lora.Weight));
        var body = input.WriteOthers();
        body.Add("lora", new JsonArray([.. tuples]));
        return body;
    }
}
