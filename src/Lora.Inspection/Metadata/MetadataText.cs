namespace Lora.Inspection.Metadata;

/// <summary>Reads the values of a header, which may contain text, JSON, Python literals or a word for nothing.</summary>
internal static class MetadataText
{
    /// <summary>Longer texts are truncated.</summary>
    private const int MaxLength = 4096;

    /// <summary>Returns the value, trimmed and truncated, or <see langword="null"/> if it is absent.</summary>
    public static string? Get(IReadOnlyDictionary<string, string> raw, string key) => raw.TryGetValue(key, out var value) ? Clean(value) : null;

    /// <summary>Returns the first value that is not absent.</summary>
    public static string? First(IReadOnlyDictionary<string, string> raw, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Get(raw, key) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Removes JSON quotes and white space around a text; returns <see langword="null"/> for "None", "null" and the like.</summary>
    public static string? Clean(string? text, int maxLength = MaxLength)
    {
        if (text is null)
        {
            return null;
        }

        var span = Start(text, maxLength).Trim();
        if (span.Length >= 2 && span[0] == span[^1] && span[0] is '"' or '\'')
        {
            span = span.Length >= 2 ? span[1..^1].Trim() : default;
        }

        return span.IsEmpty || span is "[]" or "{}" or "()" || span.Equals("none", StringComparison.OrdinalIgnoreCase) || span.Equals("null", StringComparison.OrdinalIgnoreCase)
            || span.Equals("undefined", StringComparison.OrdinalIgnoreCase) || span.Equals("nan", StringComparison.OrdinalIgnoreCase)
            ? null
            : span.ToString();
    }

    /// <summary>Returns the start of a text without half of a surrogate pair at its end.</summary>
    public static ReadOnlySpan<char> Start(string text, int maxLength) =>
        text.Length <= maxLength ? text : text.AsSpan(0, char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength);

    /// <summary>Returns the letters and digits of a text in lower case.</summary>
    public static string Plain(ReadOnlySpan<char> text)
    {
        Span<char> plain = stackalloc char[Math.Min(text.Length, 256)];
        var length = 0;
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character) && length < plain.Length)
            {
                plain[length++] = char.ToLowerInvariant(character);
            }
        }

        return plain[..length].ToString();
    }
}
