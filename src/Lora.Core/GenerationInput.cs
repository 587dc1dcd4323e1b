using System.Text.Json.Nodes;

namespace Lora;

/// <summary>What a payload writer is given: a model and what was asked of it, judged, complete and with every LoRA found.</summary>
/// <param name="Model">The model.</param>
/// <param name="Values">The canonical values of every parameter that counts and has one, as <see cref="ModelRules.CheckValues"/> returns them.</param>
/// <param name="Loras">Every LoRA slot that counts, empty ones too, in the order of the parameters.</param>
public sealed record GenerationInput(ModelConfig Model, ModelValues Values, IReadOnlyList<GenerationLora> Loras)
{
    /// <summary>The slots for which a LoRA was chosen.</summary>
    public IEnumerable<GenerationLora> Chosen => Loras.Where(lora => lora.IsChosen);

    /// <summary>Whether the model tells a high-noise half from a low-noise one.</summary>
    public bool HasExperts => Model.Parameters.Any(parameter => parameter.Lora is { Expert: not LoraExpert.Any });

    /// <summary>Begins a body with all values but LoRAs and their weights, each under its parameter's name, in the order of the parameters.</summary>
    public JsonObject WriteOthers()
    {
        var weights = Model.Parameters.Select(parameter => parameter.Lora?.Weight).ToHashSet(StringComparer.Ordinal);
        var body = new JsonObject();
        foreach (var parameter in Model.Parameters)
        {
            if (parameter.Type != ModelParameterType.LoraSelector && !weights.Contains(parameter.Name) && Values.TryGetValue(parameter.Name, out var value))
            {
                body.Add(parameter.Name, ToNode(value));
            }
        }

        return body;
    }

    /// <summary>A canonical value as JSON. A number is written with the digits it has: 0.8, 832.</summary>
    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        decimal number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => throw new ArgumentException($"'{value.GetType()}' is no canonical value.", nameof(value)),
    };
}
