using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lora;

/// <summary>Converts a <see cref="LoraId"/> to and from a JSON string. Public, because source-generated JSON contexts of other assemblies must be able to reference it.</summary>
public sealed class LoraIdJsonConverter : JsonConverter<LoraId>
{
    /// <inheritdoc />
    public override LoraId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LoraId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A LoRA id has 32 hexadecimal digits.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, LoraId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
