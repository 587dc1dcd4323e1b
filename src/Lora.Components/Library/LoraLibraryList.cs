namespace Lora.Components;

/// <summary>
/// What the library shows: the pages loaded so far of one search and order. A newer load stops an older one, so what comes late never hides what is new.
/// </summary>
internal sealed class LoraLibraryList(ILoraClient client) : IDisposable
{
    private const int PageSize = 48;

    private CancellationTokenSource? _loading;

    /// <summary>The LoRAs, in order; <see langword="null"/> before the first load.</summary>
    public IReadOnlyList<LoraItem>? Items { get; private set; }

    /// <summary>How many match in all.</summary>
    public int Total { get; private set; }

    /// <summary>The size of all that match, in bytes.</summary>
    public long TotalSize { get; private set; }

    /// <summary>Whether there are more than are loaded.</summary>
    public bool HasMore => Next is not null;

    /// <summary>Whether a load is under way.</summary>
    public bool IsLoading => _loading is not null;

    /// <summary>Why the last load failed; <see langword="null"/> if it did not.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>What is searched for.</summary>
    public string Search { get; set; } = string.Empty;

    /// <summary>The order.</summary>
    public LoraSort Sort { get; set; }

    /// <summary>The only family to show; <see langword="null"/>: all.</summary>
    public string? Family { get; set; }

    /// <summary>The only family that is shown; <see langword="null"/>: all are.</summary>
    public string? ShownFamily { get; private set; }

    /// <summary>What was searched for when what is shown was loaded.</summary>
    public string Searched { get; private set; } = string.Empty;

    /// <summary>The order in which what is shown was loaded.</summary>
    public LoraSort Sorted { get; private set; }

    /// <summary>Whether what is shown leaves LoRAs of the workspace out.</summary>
    public bool IsFiltered => Searched.Length > 0 || ShownFamily is not null || Sorted is LoraSort.RecentlyUsed;

    /// <summary>What is shown, as one page; <see langword="null"/> before the first load.</summary>
    public LoraPage<LoraItem>? Page => Items is null ? null : new LoraPage<LoraItem>(Items, Total, TotalSize, Next);

    private string? Next { get; set; }

    /// <summary>A LoRA as it was loaded last; <see langword="null"/> where it is not among those that are shown.</summary>
    public LoraItem? Find(LoraId id) => Items?.FirstOrDefault(item => item.Id == id);

    /// <summary>Takes over a page that was loaded before, such as by prerendering.</summary>
    public void Restore(LoraPage<LoraItem> page) => Show(page, page.Items, Search, Sort, Family);

    /// <summary>Loads again what is shown, and as much of it as is shown now.</summary>
    /// <returns>Whether this load came to its end and succeeded.</returns>
    public Task<bool> ReloadAsync() => LoadAsync(after: null, [], Math.Max(PageSize, Items?.Count ?? 0));

    /// <summary>Loads the first page of another search or order.</summary>
    /// <inheritdoc cref="ReloadAsync" path="/returns" />
    public Task<bool> RestartAsync() => LoadAsync(after: null, [], PageSize);

    /// <summary>Loads one more page.</summary>
    /// <inheritdoc cref="ReloadAsync" path="/returns" />
    public Task<bool> LoadMoreAsync() => LoadAsync(Next, Items ?? [], (Items?.Count ?? 0) + PageSize);

    /// <summary>Takes out a LoRA that was deleted, without waiting for the next load.</summary>
    public void Remove(LoraItem item)
    {
        Items = [.. Items?.Where(other => other.Id != item.Id) ?? []];
        Total = Math.Max(0, Total - 1);
        TotalSize = Math.Max(0, TotalSize - item.Size);
    }

    public void Dispose()
    {
        _loading?.Cancel();
        _loading?.Dispose();
        _loading = null;
    }

    private async Task<bool> LoadAsync(string? after, IReadOnlyList<LoraItem> before, int wanted)
    {
        Supersede();
        using var loading = _loading = new CancellationTokenSource();
        var (search, sort, family) = (Search.Trim(), Sort, Family);
        try
        {
            var items = new List<LoraItem>(before);
            LoraPage<LoraItem> page;
            do
            {
                var take = Math.Clamp(wanted - items.Count, 1, LoraQuery.MaxTake);
                var query = new LoraQuery { Search = search, Sort = sort, Families = family is null ? [] : [family], Take = take, After = after, IncludeMissing = true };
                page = await client.ListAsync(query, loading.Token).ConfigureAwait(true);
                items.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null && items.Count < wanted && page.Items.Count > 0 && !loading.IsCancellationRequested);

            return !loading.IsCancellationRequested && Show(page, items, search, sort, family);
        }
        catch (OperationCanceledException) when (loading.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            if (!loading.IsCancellationRequested)
            {
                Fault = fault;
            }

            return false;
        }
        finally
        {
            if (_loading == loading)
            {
                _loading = null;
            }
        }
    }

    private bool Show(LoraPage<LoraItem> page, IReadOnlyList<LoraItem> items, string search, LoraSort sort, string? family)
    {
        (Searched, Sorted, ShownFamily) = (search, sort, family);
        Items = items;
        Total = page.Total;
        TotalSize = page.TotalSize;
        Next = page.Next;
        Fault = null;
        return true;
    }

    private void Supersede()
    {
        _loading?.Cancel();
        _loading = null;
    }
}
