namespace Lora.Inspection.Metadata;

/// <summary>Reads the values of a header, which hold anything: claims, JSON, Python literals, or nothing said in words.</summary>
internal static class MetadataText
{
    /// <summary>Longer texts are cut before they are looked into.</summary>
    private const int MaxLength = 4096;

    /// <summary>The value, trimmed and shortened; <see langword="null"/> when it says nothing.</summary>
    public static string? Get(IReadOnlyDictionary<string, string> raw, string key) => raw.TryGetValue(key, out var value) ? Clean(value) : null;

    /// <summary>The first of the keys that says something.</summary>
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

    /// <summary>A text without the quotes of JSON and the space around it; <see langword="null"/> for "None", "null" and the like.</summary>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var span = text.AsSpan(0, Math.Min(text.Length, MaxLength)).Trim();
        if (span.Length >= 2 && span[0] == span[^1] && span[0] is '"' or '\'')
        {
            span = span.Length >= 2 ? span[1..^1].Trim() : default;
        }

        return span.IsEmpty || span is "[]" or "{}" or "()" || span.Equals("none", StringComparison.OrdinalIgnoreCase) || span.Equals("null", StringComparison.OrdinalIgnoreCase)
            || span.Equals("undefined", StringComparison.OrdinalIgnoreCase) || span.Equals("nan", StringComparison.OrdinalIgnoreCase)
            ? null
            : span.ToString();
    }

    /// <summary>A text in lower case, with its letters and digits only.</summary>
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

    /// <summary>Whether a plain text has the form of a pattern, where <c>*</c> stands for any text. Costs at most the product of both lengths.</summary>
    public static bool IsLike(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        var (position, place, star, retry) = (0, 0, -1, 0);
        while (position < text.Length)
        {
            if (place < pattern.Length && pattern[place] == '*')
            {
                (star, retry) = (place++, position);
            }
            else if (place < pattern.Length && pattern[place] == text[position])
            {
                (position, place) = (position + 1, place + 1);
            }
            else if (star >= 0)
            {
                (place, position) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        return pattern[place..].Trim('*').IsEmpty;
    }
}
