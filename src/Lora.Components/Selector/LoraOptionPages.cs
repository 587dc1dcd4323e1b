namespace Lora.Components;

/// <summary>The pages of one search, stage by stage: each stage has all LoRAs of the one before, and more.</summary>
internal sealed class LoraOptionPages(ILoraClient client, IReadOnlyList<LoraQuery> stages)
{
    private readonly List<LoraItem> _held = [];
    private int _stage;
    private string? _next;

    /// <summary>All that was read, in order; what a later stage repeats stands there twice.</summary>
    public IReadOnlyList<LoraItem> Held => _held;

    /// <summary>Whether there is more to read.</summary>
    public bool HasMore => _stage < stages.Count;

    /// <summary>How many the stage read last has.</summary>
    public int Total { get; private set; }

    /// <summary>How many match.</summary>
    public int Matches { get; set; }

    /// <summary>How many the workspace has.</summary>
    public int Whole { get; set; }

    /// <summary>How many match the search, but none of the stages.</summary>
    public int Hidden { get; set; }

    /// <summary>Reads one more page.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var page = await client.ListAsync(stages[_stage] with { Take = LoraOptionSource.PageSize, After = _next }, cancellationToken).ConfigureAwait(true);
        cancellationToken.ThrowIfCancellationRequested();
        _held.AddRange(page.Items);
        (_next, Total) = (page.Next, page.Total);
        if (_next is null)
        {
            _stage++;
        }
    }
}
