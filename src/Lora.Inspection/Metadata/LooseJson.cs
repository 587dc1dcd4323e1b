using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lora.Inspection.Metadata;

/// <summary>Reads values that should be JSON but may be Python literals, damaged, huge or deep. Ignores what it can't read.</summary>
internal static class LooseJson
{
    private const int MaxLength = 4 * 1024 * 1024;

    private const int MaxItems = 200;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowTrailingCommas = true };

    /// <summary>Passes the value to <paramref name="read"/> unless it can't be parsed. Text that is not valid Unicode ends the reading early.</summary>
    public static void Read(string? text, Action<JsonElement> read)
    {
        text = Unwrap(text);
        if (text is null || text.Length > MaxLength || !StartsAsContainer(text))
        {
            return;
        }

        using var document = TryParse(text) ?? TryParse(FromPython(text));
        try
        {
            read(document?.RootElement ?? default);
        }
        catch (InvalidOperationException)
        {
            // An unpaired escape such as \ud800. What was read before it is kept.
        }
    }

    /// <summary>Returns the value without JSON around it: some trainers encode a text that is JSON once more.</summary>
    public static string? Unwrap(string? text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 2 || trimmed[0] != '"' || trimmed[^1] != '"' || !StartsAsContainer(trimmed[1..]))
        {
            return text;
        }

        return string.Create(trimmed.Length - 2, trimmed[1..^1], static (target, source) => target[LooseTokens.Unescape(source, target)..].Fill(' '));
    }

    /// <summary>Returns the strings in a value: the items of a list, or the value itself if it is not a list.</summary>
    public static IReadOnlyList<string> Texts(string text) => List(text) ?? [text];

    /// <summary>Returns the strings in a list, each list in it as one string with commas, or <see langword="null"/> if the value is not a list.</summary>
    public static IReadOnlyList<string>? List(string text)
    {
        List<string>? texts = null;
        Read(text, root =>
        {
            if (root.ValueKind != JsonValueKind.Array)
            {
                return;
            }

            texts = [];
            foreach (var item in root.EnumerateArray().Take(MaxItems))
            {
                if (item.ValueKind == JsonValueKind.String)
                {
                    texts.Add(item.GetString()!);
                }
                else if (item.ValueKind == JsonValueKind.Array)
                {
                    texts.Add(string.Join(", ", item.EnumerateArray().Where(inner => inner.ValueKind == JsonValueKind.String).Take(MaxItems).Select(inner => inner.GetString())));
                }
            }
        });
        return texts;
    }

    /// <summary>Reads a number without its fraction.</summary>
    public static bool TryReadWhole(ReadOnlySpan<char> text, out long number)
    {
        const double Largest = 1L << 53;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        var isWhole = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= Largest;
        number = isWhole ? (long)value : 0;
        return isWhole;
    }

    private static bool StartsAsContainer(ReadOnlySpan<char> text) => text.TrimStart() is ['{' or '[' or '(', ..];

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    // {'a': True, 'b': (1, None)} becomes {"a": true, "b": [1, null]}.
    private static string FromPython(string text)
    {
        var json = new StringBuilder(text.Length + 16);
        for (var position = 0; position < text.Length;)
        {
            position = text[position] is '\'' or '"' ? CopyText(text, position, json) : CopyOther(text, position, json);
        }

        return json.ToString();
    }

    private static int CopyText(string text, int position, StringBuilder json)
    {
        var quote = text[position++];
        json.Append('"');
        while (position < text.Length && text[position] != quote)
        {
            if (text[position] == '\\' && position + 1 < text.Length)
            {
                json.Append(text[position + 1] == '\'' ? "'" : text.AsSpan(position, 2));
                position += 2;
            }
            else
            {
                json.Append(text[position] == '"' ? "\\\"" : text.AsSpan(position, 1));
                position++;
            }
        }

        json.Append('"');
        return position + 1;
    }

    private static int CopyOther(string text, int position, StringBuilder json)
    {
        var rest = text.AsSpan(position);
        foreach (var (python, other) in (ReadOnlySpan<(string, string)>)[("True", "true"), ("False", "false"), ("None", "null"), ("NaN", "null"), ("-Infinity", "null"), ("Infinity", "null"), ("(", "["), (")", "]")])
        {
            if (rest.StartsWith(python, StringComparison.Ordinal))
            {
                json.Append(other);
                return position + python.Length;
            }
        }

        json.Append(text[position]);
        return position + 1;
    }
}
