using System.Text.Json.Nodes;

namespace Lora.Generation.Payloads;

/// <summary>
/// Writes every parameter under its own name, in the model's order. A LoRA slot contains the path or an empty string, so that the body has the same keys with and
/// without LoRAs. For workflows and gateways that use the parameter names of the form.
/// </summary>
internal sealed class FlatPayloadWriter : IGenerationPayloadWriter
{
    public string Name => PayloadNames.Flat;

    public LoraResult<JsonObject> Write(GenerationInput input)
    {
        var references = input.Loras.ToDictionary(lora => lora.Parameter.Name, lora => lora.Reference, StringComparer.Ordinal);
        var body = new JsonObject();
        foreach (var name in input.Model.Parameters.Select(parameter => parameter.Name))
        {
            if (references.TryGetValue(name, out var reference))
            {
                body.Add(name, reference);
            }
            else if (input.Values.TryGetValue(name, out var value))
            {
                body.Add(name, GenerationInput.ToNode(value));
            }
        }

        return body;
    }
}
