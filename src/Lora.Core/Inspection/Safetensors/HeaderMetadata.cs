using System.Text.Json;

namespace Lora.Inspection.Safetensors;

/// <summary>Reads <c>__metadata__</c>: texts by key, and nothing else.</summary>
internal static class HeaderMetadata
{
    /// <summary>Reads the value at the beginning of <paramref name="text"/>.</summary>
    /// <returns>What is wrong or odd, or <see langword="null"/>.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static InspectionIssue? Read(ReadOnlySpan<byte> text, Dictionary<string, string> metadata, out int length)
    {
        length = 0;
        var reader = StrictJson.ReaderOf(text);
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            length = (int)reader.BytesConsumed;
            return SafetensorsFaults.MetadataNull();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return SafetensorsFaults.MetadataNotText();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = StrictJson.TextOf(ref reader);
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                return SafetensorsFaults.MetadataNotText();
            }

            if (!metadata.TryAdd(key, StrictJson.TextOf(ref reader)))
            {
                return SafetensorsFaults.MetadataKeyTwice(key);
            }
        }

        length = (int)reader.BytesConsumed;
        return null;
    }
}
