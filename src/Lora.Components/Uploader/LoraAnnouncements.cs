namespace Lora.Components;

/// <summary>Collects announcements and combines them into one, because consecutive announcements would replace each other before a screen reader reads them.</summary>
internal sealed class LoraAnnouncements
{
    /// <summary>The maximum number of sentences in one announcement. The list shows all of them.</summary>
    private const int Max = 5;

    private readonly List<(string Sentence, bool NeedsAction)> _sentences = [];

    /// <summary>Adds a sentence. Sentences that require user action come first.</summary>
    public void Add(string sentence, bool needsAction = false) => _sentences.Add((sentence, needsAction));

    /// <summary>Returns the combined announcement and clears the collection, or returns <see langword="null"/> if it is empty.</summary>
    public string? Take(LoraLocalizer texts)
    {
        if (_sentences.Count == 0)
        {
            return null;
        }

        var announcement = string.Join(' ', _sentences.OrderBy(static entry => !entry.NeedsAction).Take(Max).Select(static entry => entry.Sentence));
        var left = _sentences.Count - Max;
        _sentences.Clear();
        return left > 0 ? $"{announcement} {texts.Plural("Upload.SaidMore", left)}" : announcement;
    }
}
