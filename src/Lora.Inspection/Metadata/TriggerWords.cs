using System.Text;

namespace Lora.Inspection.Metadata;

/// <summary>Reads the trigger words that an author names. Each item of a list is kept as it is: its words are used together. Other texts are split at commas.</summary>
internal static class TriggerWords
{
    private const int MaxWords = 50;

    // In all words together, so that a phrase of any real length is kept whole.
    private const int MaxLength = 32 * 1024;

    private static readonly char[] Separators = [',', ';', '\n', '\r', '，', '、', '；'];

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
            if (!raw.TryGetValue(key, out var value) || value.Length > MaxLength)
            {
                continue;
            }

            if (LooseJson.List(value) is { } items)
            {
                foreach (var item in items)
                {
                    Add(words, WithoutReferences(item).Trim().TrimEnd(Separators), ref left);
                }
            }
            else if (MetadataText.Clean(WithoutReferences(value), MaxLength) is { } text)
            {
                foreach (var part in text.Split(Separators, MaxWords + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                {
                    Add(words, part, ref left);
                }
            }
        }

        if (words.Count == 0 && tags.Trigger is { } trigger)
        {
            words.Add(trigger);
        }

        return words;
    }

    private static void Add(List<string> words, string text, ref int left)
    {
        if (words.Count < MaxWords && MetadataText.Clean(text, MaxLength) is { } word && word.Length <= left && !words.Contains(word, StringComparer.OrdinalIgnoreCase))
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
                (kept ??= new StringBuilder(text.Length)).Append(text, from, start - from).Append(' ');
                var end = text.IndexOf('>', start);
                if (end < 0)
                {
                    return kept.ToString();
                }

                from = end + 1;
            }
        }

        return kept is null ? text : kept.Append(text, from, text.Length - from).ToString();
    }
}
