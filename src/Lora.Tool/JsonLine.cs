using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lora.Inspection;

namespace Lora.Tool;

/// <summary>Writes an object as one line of JSON.</summary>
internal static class JsonLine
{
    // The line goes to a terminal or another program, never into HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    public static void WriteFamily(Utf8JsonWriter writer, LoraFamilyMatch family)
    {
        writer.WriteStartObject("family");
        writer.WriteString("id", family.Id);
        writer.WriteString("variant", family.Variant);
        writer.WriteString("confidence", Word(family.Confidence));
        WriteTexts(writer, "candidates", family.Candidates);
        writer.WriteString("unknownModel", family.UnknownModel);
        writer.WriteEndObject();
    }

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
