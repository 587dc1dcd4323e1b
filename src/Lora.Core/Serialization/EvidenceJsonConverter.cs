using System.Text.Json;
using System.Text.Json.Serialization;
using Lora.Inspection;

namespace Lora.Serialization;

/// <summary>Serializes evidence. Also reads the format of earlier versions: only the English text.</summary>
internal sealed class EvidenceJsonConverter : JsonConverter<InspectionEvidence>
{
    private const string Text = "text";
    private const string Sentence = "sentence";

    public override InspectionEvidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var kept = JsonElement.ParseValue(ref reader);
        return kept.ValueKind switch
        {
            JsonValueKind.String => new InspectionEvidence(kept.GetString()!),
            JsonValueKind.Object when kept.TryGetProperty(Text, out var text) && text.ValueKind == JsonValueKind.String => new InspectionEvidence(
                text.GetString()!, kept.TryGetProperty(Sentence, out var sentence) ? sentence.Deserialize(LoraFactsJson.Default.LoraSentence) : null),
            _ => throw new JsonException("Evidence must be a text, or an object with a text."),
        };
    }

    public override void Write(Utf8JsonWriter writer, InspectionEvidence value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString(Text, value.Text);
        if (value.Sentence is not null)
        {
            writer.WritePropertyName(Sentence);
            JsonSerializer.Serialize(writer, value.Sentence, LoraFactsJson.Default.LoraSentence);
        }

        writer.WriteEndObject();
    }
}
