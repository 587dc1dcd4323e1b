using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lora.AspNetCore.Contracts;

/// <summary>Reads a single value of an enumeration by its name. The converter of .NET also accepts numbers, and combines the values of "high,none".</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class EnumNameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly JsonConverter<T> Lenient =
        (JsonConverter<T>)new JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false).CreateConverter(typeof(T), JsonSerializerOptions.Default);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && !reader.GetString()!.Contains(',', StringComparison.Ordinal)
            ? Lenient.Read(ref reader, typeToConvert, options)
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => Lenient.Write(writer, value, options);
}
