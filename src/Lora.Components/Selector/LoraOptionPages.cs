namespace Lora.Components;

/// <summary>Reads the pages of one search in stages. Each stage is a superset of the previous one.</summary>
internal sealed class LoraOptionPages(ILoraClient client, IReadOnlyList<LoraQuery> stages)
{
    private readonly List<LoraItem> _held = [];
    private int _stage;
    private string? _next;

    /// <summary>Gets all LoRAs that were read, in order, including duplicates from later stages.</summary>
    public IReadOnlyList<LoraItem> Held => _held;

    /// <summary>Gets whether there are more pages to read.</summary>
    public bool HasMore => _stage < stages.Count;

    /// <summary>Gets the number of LoRAs in the current stage.</summary>
    public int Total { get; private set; }

    /// <summary>Gets whether the current stage has more LoRAs than <see cref="Total"/>.</summary>
    public bool IsCapped { get; private set; }

    /// <summary>The number of matches.</summary>
    public int Matches { get; set; }

    /// <summary>Whether there are more matches than <see cref="Matches"/>.</summary>
    public bool IsMatchesCapped { get; set; }

    /// <summary>The number of LoRAs in the workspace.</summary>
    public int Whole { get; set; }

    /// <summary>The number of LoRAs that match the search but no stage.</summary>
    public int Hidden { get; set; }

    /// <summary>Reads the next page.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var page = await client.ListAsync(stages[_stage] with { Take = LoraOptionSource.PageSize, After = _next, Count = LoraQuery.CappedCount }, cancellationToken).ConfigureAwait(true);
        cancellationToken.ThrowIfCancellationRequested();
        _held.AddRange(page.Items);
        (_next, Total, IsCapped) = (page.Next, page.Total ?? 0, page.IsTotalCapped);
        if (_next is null)
        {
            _stage++;
        }
    }
}
