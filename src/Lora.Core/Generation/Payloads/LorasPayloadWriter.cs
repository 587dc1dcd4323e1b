using System.Text.Json.Nodes;
using Lora.Inspection;

namespace Lora.Generation.Payloads;

/// <summary>
/// Writes <c>loras: [{ path, scale, transformer? }]</c> for fal: flux-lora and flux-krea-lora use path and scale; wan/v2.2-a14b/…/lora also uses
/// <c>transformer</c>, which is <c>high</c>, <c>low</c> or <c>both</c> and defaults to <c>high</c>. RunPod's qwen-image-lora endpoint reads the
/// same list. The path must be a URL, so set <see cref="LoraManagementOptions.References"/> accordingly.
/// </summary>
internal sealed class LorasPayloadWriter : IGenerationPayloadWriter
{
    public string Name => PayloadNames.Loras;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var loras = input.Chosen.Select(JsonNode (lora) => WriteLora(lora, input.HasExperts));
        var body = input.WriteOthers();
        body.Add("loras", new JsonArray([.. loras]));
        return body;
    }

    private static JsonObject WriteLora(GenerationLora lora, bool hasExperts)
    {
        var entry = new JsonObject { ["path"] = lora.Reference, ["scale"] = lora.Weight };
        if (hasExperts)
        {
            entry.Add("transformer", lora.Expert switch
            {
                LoraNoiseExpert.High => "high",
                LoraNoiseExpert.Low => "low",
                _ => "both",
            });
        }

        return entry;
    }
}
