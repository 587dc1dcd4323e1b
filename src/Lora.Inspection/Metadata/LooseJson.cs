using System.Text;
using System.Text.Json;

namespace Lora.Inspection.Metadata;

/// <summary>Reads values that should be JSON but may be Python literals, damaged, huge or deep. Ignores what it can't read.</summary>
internal static class LooseJson
{
    /// <summary>The maximum length of a text that is parsed.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowTrailingCommas = true };

    /// <summary>Passes the value to <paramref name="read"/> unless it can't be parsed. Text that is not valid Unicode ends the reading early.</summary>
    public static void Read(string? text, Action<JsonElement> read)
    {
        if (text is null || text.Length > MaxLength)
        {
            return;
        }

        if (!StartsAsContainer(text))
        {
            ReadEncodedTwice(text, read);
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

    /// <summary>Returns the strings in a value: the items of a list, or the value itself if it is not a list.</summary>
    public static IReadOnlyList<string> Texts(string text)
    {
        List<string>? texts = null;
        Read(text, root =>
        {
            if (root.ValueKind == JsonValueKind.Array)
            {
                texts = [];
                texts.AddRange(root.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Take(200).Select(item => item.GetString()!));
            }
        });
        return texts ?? [text];
    }

    /// <summary>Returns a whole number that is written as a number or as a string.</summary>
    public static long? Whole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(value.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    // A trainer's JSON as a string in JSON.
    private static void ReadEncodedTwice(string text, Action<JsonElement> read)
    {
        if (text.AsSpan().TrimStart() is not ['"', ..])
        {
            return;
        }

        using var document = TryParse(text);
        try
        {
            if (document?.RootElement is { ValueKind: JsonValueKind.String } root && root.GetString() is { } inner && StartsAsContainer(inner))
            {
                Read(inner, read);
            }
        }
        catch (InvalidOperationException)
        {
            // An unpaired escape such as \ud800.
        }
    }

    private static bool StartsAsContainer(string text) => text.AsSpan().TrimStart() is ['{' or '[' or '(', ..];

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

    // {'a': True, 'b': (1, None, NaN)} becomes {"a": true, "b": [1, null, null]}.
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
