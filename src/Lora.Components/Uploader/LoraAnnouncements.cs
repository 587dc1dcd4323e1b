namespace Lora.Components;

/// <summary>Collects what is to be said to screen readers at one time: sentences that come one by one would each take the place of the one before, unheard.</summary>
internal sealed class LoraAnnouncements
{
    /// <summary>More at a time nobody can follow; the list shows them all.</summary>
    private const int Most = 5;

    private readonly List<(string Sentence, bool NeedsPerson)> _sentences = [];

    /// <summary>Adds a sentence; what needs the person is said first.</summary>
    public void Add(string sentence, bool needsPerson = false) => _sentences.Add((sentence, needsPerson));

    /// <summary>All that was added, to be said as one; <see langword="null"/> for nothing.</summary>
    public string? Take(LoraLocalizer texts)
    {
        if (_sentences.Count == 0)
        {
            return null;
        }

        var said = string.Join(' ', _sentences.OrderBy(static said => !said.NeedsPerson).Take(Most).Select(static said => said.Sentence));
        var left = _sentences.Count - Most;
        _sentences.Clear();
        return left > 0 ? $"{said} {texts.Plural("Upload.SaidMore", left)}" : said;
    }
}
