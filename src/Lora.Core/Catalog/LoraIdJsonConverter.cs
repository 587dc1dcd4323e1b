using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lora.Catalog;

internal sealed class LoraIdJsonConverter : JsonConverter<LoraId>
{
    public override LoraId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LoraId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A LoRA id has 32 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, LoraId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
