using System.Text.Json;

namespace Lora.Inspection.Safetensors;

/// <summary>Reads <c>__metadata__</c>: texts by key, and nothing else.</summary>
internal static class HeaderMetadata
{
    /// <summary>Reads the value at the beginning of <paramref name="text"/>.</summary>
    /// <param name="text">The rest of the header.</param>
    /// <param name="metadata">Receives the entries.</param>
    /// <param name="maxEntries">The most entries to read; one more is an error.</param>
    /// <param name="length">The length of the value in bytes.</param>
    /// <returns>What is wrong or odd, or <see langword="null"/>.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static InspectionIssue? Read(ReadOnlySpan<byte> text, Dictionary<string, string> metadata, int maxEntries, out int length)
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
            if (metadata.Count == maxEntries)
            {
                return SafetensorsFaults.TooManyMetadataEntries(maxEntries);
            }

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
