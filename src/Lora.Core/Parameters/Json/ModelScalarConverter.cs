using System.Text.Json;
using System.Text.Json.Serialization;
using Lora.Parameters.Rules;

namespace Lora.Parameters.Json;

/// <summary>Converts a canonical value to and from a JSON scalar.</summary>
internal sealed class ModelScalarConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => ModelScalar.ReadNumber(number),
        _ => throw new JsonException("A value must be text, a number, true or false."),
    };

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (ModelScalar.Unwrap(value))
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case var number when ModelScalar.ReadNumber(number) is { } canonical:
                writer.WriteNumberValue(canonical);
                break;
            default:
                throw new JsonException("A value must be text, a number, true or false.");
        }
    }
}
