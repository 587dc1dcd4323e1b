using Lora.Storage;

namespace Lora.Components;

/// <summary>Reads the pages of one search in stages. Each stage is a superset of the previous one, and the last one has all matches.</summary>
internal sealed class LoraOptionPages
{
    private readonly ILoraClient _client;
    private readonly IReadOnlyList<LoraQuery> _stages;
    private readonly List<LoraItem> _held;
    private LoraPage<LoraItem>? _widest;
    private int _stage;
    private string? _next;

    public LoraOptionPages(ILoraClient client, IReadOnlyList<LoraQuery> stages) : this(client, stages, [])
    {
    }

    private LoraOptionPages(ILoraClient client, IReadOnlyList<LoraQuery> stages, List<LoraItem> held) => (_client, _stages, _held) = (client, stages, held);

    /// <summary>Gets all LoRAs that were read, in order, including duplicates from later stages.</summary>
    public IReadOnlyList<LoraItem> Held => _held;

    /// <summary>Gets whether there are more pages to read.</summary>
    public bool HasMore => _stage < _stages.Count;

    /// <summary>Gets the number of matches.</summary>
    public int Matches { get; private set; }

    /// <summary>Gets whether there are more matches than <see cref="Matches"/>.</summary>
    public bool IsCapped { get; private set; }

    /// <summary>Returns whether a LoRA has one of the base models and noise experts of a query.</summary>
    public static bool IsIn(LoraQuery query, LoraItemFacts facts) =>
        (query.Families.Count == 0 || query.Families.Intersect(facts.Candidates.Count == 0 ? [facts.Family] : facts.Candidates, StringComparer.Ordinal).Any())
        && (query.Roles.Count == 0 || query.Roles.Contains(facts.Role));

    /// <summary>Reads the first page of the last stage, and returns the number of matches. If there are no further pages, the other stages have nothing to add.</summary>
    public async Task<int> BeginAsync(CancellationToken cancellationToken)
    {
        var page = await ListAsync(_stages[^1], cancellationToken).ConfigureAwait(true);
        (Matches, IsCapped) = (page.Total ?? page.Items.Count, page.IsTotalCapped);
        if (page.Next is null)
        {
            _held.AddRange(page.Items.OrderBy(item => _stages.TakeWhile(stage => !IsIn(stage, item.Facts)).Count()));
            _stage = _stages.Count;
        }
        else
        {
            _widest = page;
        }

        return Matches;
    }

    /// <summary>Reads the next page.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var isWidest = _stage == _stages.Count - 1 && _next is null;
        var page = isWidest && _widest is { } read ? read : await ListAsync(_stages[_stage] with { After = _next }, cancellationToken).ConfigureAwait(true);
        cancellationToken.ThrowIfCancellationRequested();
        _held.AddRange(page.Items);
        _next = page.Next;
        if (_next is null)
        {
            _stage++;
        }
    }

    /// <summary>Returns a copy that can read further pages. This one stays as it is.</summary>
    public LoraOptionPages Copy() => new(_client, _stages, [.. _held]) { Matches = Matches, IsCapped = IsCapped, _widest = _widest, _stage = _stage, _next = _next };

    /// <summary>Returns the LoRAs that match a search, without a query. All pages were read.</summary>
    public LoraOptionPages Narrow(string[] words)
    {
        var held = _held.DistinctBy(static item => item.Id).Where(item => LoraSearchText.IsMatch(item, words)).ToList();
        return new LoraOptionPages(_client, _stages, held) { Matches = held.Count, _stage = _stages.Count };
    }

    private Task<LoraPage<LoraItem>> ListAsync(LoraQuery query, CancellationToken cancellationToken) =>
        _client.ListAsync(query with { Take = LoraOptionSource.PageSize, Count = LoraQuery.CappedCount }, cancellationToken);
}
