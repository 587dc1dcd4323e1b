namespace Lora.Components;

/// <summary>Collects what is to be said to screen readers at one time: sentences that come one by one would each take the place of the one before, unheard.</summary>
internal sealed class LoraSayings
{
    /// <summary>More at a time nobody can follow; the list shows them all.</summary>
    private const int Most = 5;

    private readonly List<(string Sentence, bool NeedsPerson)> _sentences = [];

    /// <summary>Adds a sentence; what needs the person is said first.</summary>
    public void Add(string sentence, bool needsPerson = false) => _sentences.Add((sentence, needsPerson));

    /// <summary>All that was added, to be said as one; <see langword="null"/> for nothing.</summary>
    public string? Take()
    {
        var said = string.Join(' ', _sentences.OrderBy(said => !said.NeedsPerson).Take(Most).Select(said => said.Sentence));
        _sentences.Clear();
        return said.Length > 0 ? said : null;
    }
}
