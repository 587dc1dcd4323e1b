namespace Lora.Inspection.Metadata;

/// <summary>Reads the trigger words that an author names.</summary>
internal static class TriggerWords
{
    private const int MaxWords = 50;
    private const int MaxTextLength = 64 * 1024;

    private static readonly char[] Separators = [',', ';', '\n', '\r', '\uFF0C', '\u3001', '\uFF1B'];

    private static readonly string[] Keys =
        ["modelspec.trigger_phrase", "trigger_phrase", "trigger_words", "trigger_word", "trigger words", "trigger word", "triggerWords", "trainedWords", "trained_words", "activation text", "activation_text", "instance_prompt"];

    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> raw, TrainingTags tags)
    {
        var words = new List<string>();
        foreach (var key in Keys)
        {
            if (raw.TryGetValue(key, out var value) && value.Length <= MaxTextLength)
            {
                var texts = LooseJson.Texts(value);
                // An item of a list is a group of words that belong together.
                var isList = texts.Count != 1 || texts[0] != value;
                foreach (var text in texts)
                {
                    foreach (var word in isList ? [text] : text.Split(Separators, MaxWords + 1))
                    {
                        Add(words, word);
                    }
                }
            }
        }

        if (words.Count == 0 && tags.Trigger is { } trigger)
        {
            words.Add(trigger);
        }

        return words;
    }

    private static void Add(List<string> words, string text)
    {
        if (words.Count < MaxWords && MetadataText.Clean(WithoutLoraTags(text)) is { } word && !words.Contains(word, StringComparer.OrdinalIgnoreCase))
        {
            words.Add(word);
        }
    }

    // "<lora:name:0.8>" is an instruction to the program that generates.
    private static string WithoutLoraTags(string text)
    {
        foreach (var tag in (ReadOnlySpan<string>)["<lora:", "<lyco:", "<hypernet:"])
        {
            for (var start = text.IndexOf(tag, StringComparison.OrdinalIgnoreCase); start >= 0; start = text.IndexOf(tag, start, StringComparison.OrdinalIgnoreCase))
            {
                var end = text.IndexOf('>', start);
                text = text.Remove(start, (end < 0 ? text.Length : end + 1) - start);
            }
        }

        return text.Trim().Trim(Separators);
    }
}
