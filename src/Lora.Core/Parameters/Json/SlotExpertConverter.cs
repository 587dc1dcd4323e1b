using System.Text.Json;
using System.Text.Json.Serialization;
using Lora.Inspection;

namespace Lora.Parameters.Json;

/// <summary>Converts the noise expert of a slot: <c>high</c>, <c>low</c>, or <c>any</c> for a model without noise experts.</summary>
internal sealed class SlotExpertConverter : JsonConverter<LoraNoiseExpert?>
{
    public override LoraNoiseExpert? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var expert)
            ? expert
            : throw new JsonException("A noise expert must be one of any, high, low.");

    public override void Write(Utf8JsonWriter writer, LoraNoiseExpert? value, JsonSerializerOptions options) => writer.WriteStringValue(value switch
    {
        null => "any",
        LoraNoiseExpert.High => "high",
        LoraNoiseExpert.Low => "low",
        _ => throw new JsonException("The noise expert of a slot must be high or low."),
    });

    internal static bool TryParse(string? text, out LoraNoiseExpert? expert)
    {
        expert = text switch
        {
            "high" => LoraNoiseExpert.High,
            "low" => LoraNoiseExpert.Low,
            _ => null,
        };
        return expert is not null || text == "any";
    }
}
