using System.Text;

namespace Lora.Inspection.Metadata;

/// <summary>Reads the trigger words that an author names. Each item of a list is kept as it is: its words are used together. Other texts are split at commas.</summary>
internal static class TriggerWords
{
    private const int MaxWords = 50;

    // In all words together, so that a phrase of any real length is kept whole.
    private const int MaxLength = 32 * 1024;

    private static readonly char[] Separators = [',', ';', '\n', '\r', '，', '、', '；'];

    private static readonly char[] Around = [.. Separators, ' ', '\t'];

    // References to files of networks in a prompt, such as <lora:style:0.8>.
    private static readonly string[] References = ["<lora:", "<lyco:", "<hypernet:"];

    private static readonly string[] Keys =
        ["modelspec.trigger_phrase", "trigger_phrase", "trigger_words", "trigger_word", "trigger words", "trigger word", "triggerWords", "trainedWords", "trained_words", "activation text", "activation_text", "instance_prompt"];

    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> raw, TrainingTags tags)
    {
        var words = new List<string>();
        var left = MaxLength;
        foreach (var key in Keys)
        {
            if (!raw.TryGetValue(key, out var value))
            {
                continue;
            }

            if (LooseJson.List(value) is { } items)
            {
                foreach (var item in items)
                {
                    Add(words, WithoutReferences(item).AsSpan().Trim(Around), ref left);
                }
            }
            else if (MetadataText.Clean(WithoutReferences(value), int.MaxValue) is { } text)
            {
                foreach (var part in text.AsSpan().SplitAny(Separators))
                {
                    Add(words, text.AsSpan(part), ref left);
                }
            }
        }

        if (words.Count == 0 && tags.Trigger is { } trigger)
        {
            words.Add(trigger);
        }

        return words;
    }

    private static void Add(List<string> words, ReadOnlySpan<char> text, ref int left)
    {
        text = text.Trim();
        if (words.Count < MaxWords && text.Length <= left && MetadataText.Clean(text.ToString(), MaxLength) is { } word && !words.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            words.Add(word);
            left -= word.Length;
        }
    }

    private static string WithoutReferences(string text)
    {
        StringBuilder? kept = null;
        var from = 0;
        for (var start = text.IndexOf('<', StringComparison.Ordinal); start >= 0; start = text.IndexOf('<', Math.Max(from, start + 1)))
        {
            if (Array.Exists(References, reference => text.AsSpan(start).StartsWith(reference, StringComparison.OrdinalIgnoreCase)))
            {
                kept ??= new StringBuilder(text.Length);
                kept.Append(text, from, start - from);
                from = Skip(text, EndOf(text, start), [' ', '\t']);
                Join(kept, text, ref from);
            }
        }

        return kept is null ? text : kept.Append(text, from, text.Length - from).ToString();
    }

    // Of the commas before and after a reference, one is enough.
    private static void Join(StringBuilder kept, string text, ref int from)
    {
        while (kept.Length > 0 && kept[^1] is ' ' or '\t')
        {
            kept.Length--;
        }

        if (kept.Length == 0 || Separators.Contains(kept[^1]))
        {
            from = Skip(text, from, Around);
        }

        if (from < text.Length && !Separators.Contains(text[from]))
        {
            kept.Append(' ');
        }
    }

    // A reference without its end stops at the first white space.
    private static int EndOf(string text, int start)
    {
        var rest = text.AsSpan(start + 1);
        var stop = rest.IndexOfAny(['<', '>', .. Separators]) is var found and >= 0 ? found : rest.Length;
        return stop < rest.Length && rest[stop] == '>' ? start + stop + 2
            : rest[..stop].IndexOfAny(' ', '\t') is var space and >= 0 ? start + 1 + space
            : start + 1 + stop;
    }

    private static int Skip(string text, int from, ReadOnlySpan<char> characters) => text.AsSpan(from).IndexOfAnyExcept(characters) is var next and >= 0 ? from + next : text.Length;
}
