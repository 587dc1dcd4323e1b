using System.Text.Json.Nodes;

namespace Lora;

/// <summary>The input of a payload writer: a model and the validated values of a request, with every LoRA resolved.</summary>
/// <param name="Model">The model.</param>
/// <param name="Values">The canonical values of every parameter that applies and has a value: <see cref="string"/>, <see cref="decimal"/> or <see cref="bool"/>.</param>
/// <param name="Loras">Every LoRA slot that applies, including empty ones, in the order of the parameters.</param>
public sealed record GenerationInput(ModelConfig Model, ModelValues Values, IReadOnlyList<GenerationLora> Loras)
{
    /// <summary>Gets the slots for which a LoRA is selected.</summary>
    public IEnumerable<GenerationLora> Chosen => Loras.Where(lora => lora.IsChosen);

    /// <summary>Gets whether the model has separate slots for the high-noise and the low-noise expert.</summary>
    public bool HasExperts => Model.Parameters.Any(parameter => parameter.Lora is { Expert: not null });

    /// <summary>Creates a body with all values except LoRAs and their weights, each under its parameter's name, in the order of the parameters.</summary>
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

    /// <summary>Converts a canonical value to JSON. A number keeps its digits: 0.8, 832.</summary>
    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        decimal number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => throw new ArgumentException($"'{value.GetType()}' is not the type of a canonical value.", nameof(value)),
    };
}
