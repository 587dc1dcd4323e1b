using System.Text.Json;

namespace Lora.Inspection.Safetensors;

/// <summary>Reads <c>__metadata__</c>, an object of strings.</summary>
internal static class HeaderMetadata
{
    /// <summary>Reads the value at the start of <paramref name="text"/>.</summary>
    /// <param name="text">The rest of the header.</param>
    /// <param name="metadata">Receives the entries.</param>
    /// <param name="maxEntries">The maximum number of entries; one more is an error.</param>
    /// <param name="length">The length of the value in bytes.</param>
    /// <returns>The problem or remark, or <see langword="null"/>.</returns>
    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    public static InspectionIssue? Read(ReadOnlySpan<byte> text, Dictionary<string, string> metadata, int maxEntries, out int length)
    {
        length = 0;
        var reader = StrictJson.ReaderOf(text);
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            length = (int)reader.BytesConsumed;
            return SafetensorsProblems.MetadataNull();
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return SafetensorsProblems.MetadataNotText();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (metadata.Count == maxEntries)
            {
                return SafetensorsProblems.TooManyMetadataEntries(maxEntries);
            }

            var key = StrictJson.TextOf(ref reader);
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                return SafetensorsProblems.MetadataNotText();
            }

            if (!metadata.TryAdd(key, StrictJson.TextOf(ref reader)))
            {
                return SafetensorsProblems.MetadataKeyTwice(key);
            }
        }

        length = (int)reader.BytesConsumed;
        return null;
    }
}
