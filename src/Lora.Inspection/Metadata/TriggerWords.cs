namespace Lora.Inspection.Metadata;

/// <summary>Reads the trigger words that an author names.</summary>
internal static class TriggerWords
{
    private const int MaxWords = 50;
    private const int MaxLength = 300;

    private static readonly string[] Keys =
        ["modelspec.trigger_phrase", "trigger_phrase", "trigger_words", "trigger_word", "trigger words", "trigger word", "triggerWords", "trainedWords", "trained_words", "activation text", "activation_text", "instance_prompt"];

    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, string> raw, TrainingTags tags)
    {
        var words = new List<string>();
        foreach (var key in Keys)
        {
            foreach (var text in MetadataText.Get(raw, key) is { } value ? LooseJson.Texts(value) : [])
            {
                Add(words, text);
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
        foreach (var part in text.Split([',', ';', '\n', '\r'], MaxWords + 1, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count < MaxWords && MetadataText.Clean(part) is { Length: <= MaxLength } word && !words.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                words.Add(word);
            }
        }
    }
}
