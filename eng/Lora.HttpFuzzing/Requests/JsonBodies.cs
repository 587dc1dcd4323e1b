using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lora.Fuzzing;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Writes JSON that follows a schema of the OpenAPI document, or does not.</summary>
internal sealed class JsonBodies(JsonNode document, KnownValues known)
{
    private const int Deepest = 6;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-1e-400", "NaN", "Infinity", "9223372036854775808", "123456789012345678901234567890", "\"\"", "\"text\"", "[]", "{}", "[null]", "[[]]", "[1,\"a\",{}]", "{\"a\":{}}",
        "{\"$ref\":\"#\"}", "{\"id\":1,\"id\":2}", "{\"\":0}", "{\"__proto__\":{}}", "\"\\ud800\"", "\"\\u0000\"", "'single'", "01", "+1", ".5", "1.", "/* c */ 1", "\"a", "tru", "\"\u0001\"", "0.1e1", "1E+2",
    ];

    public byte[] Make(JsonNode? schema, string template, FuzzRandom random)
    {
        var text = new StringBuilder();
        if (template.Contains("{model}", StringComparison.Ordinal) && random.Below(12) > 0)
        {
            WriteModel(text, random);
        }
        else
        {
            Write(text, schema, name: string.Empty, random, depth: 0);
        }

        return Spoil(text, random);
    }

    /// <summary>The values of a model's parameters.</summary>
    private void WriteModel(StringBuilder text, FuzzRandom random)
    {
        var model = random.Of(ModelCatalog.CreateDefault().All);
        text.Append('{');
        var separator = string.Empty;
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Required || random.Below(3) == 0))
        {
            text.Append(separator).Append(Quote(parameter.Name)).Append(':').Append(random.Below(5) == 0 ? random.Of(Odd) : parameter.Type switch
            {
                ModelParameterType.Number => random.Of([parameter.Min ?? 0, parameter.Max ?? 100, (parameter.Max ?? 100) + 1, -1, 0.5m]).ToString(CultureInfo.InvariantCulture),
                ModelParameterType.Boolean => random.Of(["true", "false"]),
                ModelParameterType.LoraSelector => Quote(random.Of([known.One("id", random), known.One("path", random, "loras/a"), Texts.Weird(random)])),
                ModelParameterType.Select when parameter.Options.Count > 0 => JsonSerializer.Serialize(random.Of([.. parameter.Options]).Value, Plain),
                _ => Quote(Texts.Weird(random)),
            });
            separator = ",";
            if (random.Below(12) == 0)
            {
                text.Append(separator).Append(Quote(random.Of([parameter.Name, parameter.Name.ToUpperInvariant(), "unknown", string.Empty]))).Append(':').Append(random.Of(Odd));
            }
        }

        text.Append('}');
    }

    private void Write(StringBuilder text, JsonNode? schema, string name, FuzzRandom random, int depth)
    {
        schema = Resolve(schema);
        if (depth > Deepest || random.Below(10) == 0)
        {
            text.Append(random.Of(Odd));
            return;
        }

        switch (TypeOf(schema, random))
        {
            case "object":
                WriteObject(text, schema!, random, depth);
                break;
            case "array":
                text.Append('[');
                for (int index = 0, count = random.Of([0, 1, 2, 3, random.Below(40) == 0 ? 2000 : 60]); index < count; index++)
                {
                    text.Append(index == 0 ? string.Empty : ",");
                    Write(text, schema!["items"], name, random, depth + 1);
                }

                text.Append(']');
                break;
            case "integer" or "number":
                text.Append(Number(name, random));
                break;
            case "boolean":
                text.Append(random.Of(["true", "false"]));
                break;
            case "string":
                text.Append(Quote(schema?["enum"] is JsonArray { Count: > 0 } names && random.Below(3) > 0 ? names[random.Below(names.Count)]?.ToString() ?? string.Empty : Text(name, random)));
                break;
            default:
                text.Append(random.Of(Odd));
                break;
        }
    }

    private void WriteObject(StringBuilder text, JsonNode schema, FuzzRandom random, int depth)
    {
        text.Append('{');
        var separator = string.Empty;
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (random.Below(8) == 0)
            {
                continue;
            }

            for (var times = random.Below(25) == 0 ? 2 : 1; times > 0; times--)
            {
                text.Append(separator).Append(Quote(random.Below(25) == 0 ? name.ToUpperInvariant() : name)).Append(':');
                Write(text, property, name, random, depth + 1);
                separator = ",";
            }
        }

        if (random.Below(6) == 0)
        {
            text.Append(separator).Append(Quote(Texts.Weird(random))).Append(':').Append(random.Of(Odd));
        }

        text.Append('}');
    }

    /// <summary>Leaves most texts as they are; breaks the others as a lost connection, a wrong encoding or a hostile client would.</summary>
    private static byte[] Spoil(StringBuilder text, FuzzRandom random)
    {
        var json = text.ToString();
        switch (random.Below(24))
        {
            case 0:
                return Encoding.UTF8.GetBytes(json[..random.Below(json.Length + 1)]);
            case 1:
                var depth = random.Of([60, 64, 65, 1000, 20_000]);
                return Encoding.UTF8.GetBytes(new string('[', depth) + json + (random.Below(2) == 0 ? new string(']', depth) : string.Empty));
            case 2:
                return Encoding.Unicode.GetBytes(json);
            case 3:
                return [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)];
            case 4:
                var bytes = Encoding.UTF8.GetBytes(json);
                bytes[random.Below(bytes.Length)] = random.Of<byte>([0xFF, 0xC0, 0x80, 0x00, 0xED]);
                return bytes;
            case 5:
                return Encoding.UTF8.GetBytes(json + random.Of([" ", "\n{}", "x", "\0", ",", json]));
            case 6:
                return Encoding.UTF8.GetBytes(new string(' ', random.Of([10, 65_000, 70_000])) + json);
            case 7:
                return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", random.Of([63, 64, 1000, 12_000]))) + json);
            default:
                return Encoding.UTF8.GetBytes(json);
        }
    }

    private static string Number(string name, FuzzRandom random) =>
        name is "size" ? random.Of(["1", "100", "4096", "6000000", "5368709120", "5368709121", "0", "-1", "9223372036854775807"])
        : random.Of(["0", "1", "2", "-1", "10000", "2147483648", "0.5", "1e2", unchecked((long)random.Next()).ToString(CultureInfo.InvariantCulture)]);

    private string Text(string name, FuzzRandom random) =>
        name is "import" or "key" or "path" && random.Below(2) == 0 ? known.One("key", random, "loras/a/b.safetensors") : Paths.ValueOf(name, random, known);

    private static string? TypeOf(JsonNode? schema, FuzzRandom random) => schema?["type"] switch
    {
        JsonArray types => (string?)random.Of([.. types]),
        { } type => (string?)type,
        null => schema?["properties"] is not null ? "object" : null,
    };

    private JsonNode? Resolve(JsonNode? schema)
    {
        if (schema is JsonObject && (schema["oneOf"] ?? schema["anyOf"] ?? schema["allOf"]) is JsonArray { Count: > 0 } choices)
        {
            schema = choices[^1];
        }

        return schema is JsonObject && (string?)schema["$ref"] is { } reference && reference.StartsWith("#/components/schemas/", StringComparison.Ordinal)
            ? document["components"]?["schemas"]?[reference[(reference.LastIndexOf('/') + 1)..]]
            : schema;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);
}
