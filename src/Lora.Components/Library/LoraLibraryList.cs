namespace Lora.Components;

/// <summary>
/// The loaded pages of one search and sort order. A new load cancels the previous one, so a late response never replaces a newer one.
/// </summary>
internal sealed class LoraLibraryList(ILoraClient client) : IDisposable
{
    private const int PageSize = 48;

    private CancellationTokenSource? _loading;
    private int _loaded;

    /// <summary>The loaded LoRAs in order; <see langword="null"/> before the first load.</summary>
    public IReadOnlyList<LoraItem>? Items { get; private set; }

    /// <summary>The number of all matches.</summary>
    public int Total { get; private set; }

    /// <summary>Whether there are more matches than <see cref="Total"/>.</summary>
    public bool IsTotalCapped { get; private set; }

    /// <summary>The total size of all matches in bytes.</summary>
    public long TotalSize { get; private set; }

    /// <summary>Whether more pages can be loaded.</summary>
    public bool HasMore => Next is not null;

    /// <summary>Whether a page is being loaded.</summary>
    public bool IsLoading => _loading is not null;

    /// <summary>The exception of the last load; <see langword="null"/> if it succeeded.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The search text for the next load.</summary>
    public string Search { get; set; } = string.Empty;

    /// <summary>The sort order for the next load.</summary>
    public LoraSort Sort { get; set; }

    /// <summary>The base model filter for the next load; <see langword="null"/> for all.</summary>
    public string? Family { get; set; }

    /// <summary>The base model filter of the displayed LoRAs; <see langword="null"/> for all.</summary>
    public string? ShownFamily { get; private set; }

    /// <summary>The search text of the displayed LoRAs.</summary>
    public string Searched { get; private set; } = string.Empty;

    /// <summary>The sort order of the displayed LoRAs.</summary>
    public LoraSort Sorted { get; private set; }

    /// <summary>Whether the displayed LoRAs are only a part of the workspace.</summary>
    public bool IsFiltered => Searched.Length > 0 || ShownFamily is not null || Sorted is LoraSort.RecentlyUsed;

    /// <summary>The displayed LoRAs as one page; <see langword="null"/> before the first load.</summary>
    public LoraPage<LoraItem>? Page => Items is null ? null : new LoraPage<LoraItem>(Items, Next) { Total = Total, TotalSize = TotalSize, IsTotalCapped = IsTotalCapped };

    private string? Next { get; set; }

    /// <summary>Returns a displayed LoRA, or <see langword="null"/> if it is not displayed.</summary>
    public LoraItem? Find(LoraId id) => Items?.FirstOrDefault(item => item.Id == id);

    /// <summary>Restores a page that was loaded before, for example during prerendering.</summary>
    public void Restore(LoraPage<LoraItem> page) => Show(page, page.Items, Search, Sort, Family);

    /// <summary>Reloads as many LoRAs as were loaded. Those that were inserted since move the last ones to the next page.</summary>
    /// <returns><see langword="true"/> if the load completed successfully; <see langword="false"/> if it failed or was superseded.</returns>
    public Task<bool> ReloadAsync() => LoadAsync(after: null, [], Math.Max(PageSize, _loaded));

    /// <summary>Loads the first page with the current search text, filter and sort order.</summary>
    /// <inheritdoc cref="ReloadAsync" path="/returns" />
    public Task<bool> RestartAsync() => LoadAsync(after: null, [], PageSize);

    /// <summary>Loads the next page.</summary>
    /// <inheritdoc cref="ReloadAsync" path="/returns" />
    public Task<bool> LoadMoreAsync() => LoadAsync(Next, Items ?? [], (Items?.Count ?? 0) + PageSize);

    /// <summary>Removes a deleted LoRA without waiting for the next load.</summary>
    public void Remove(LoraItem item)
    {
        Items = [.. Items?.Where(other => other.Id != item.Id) ?? []];
        Total = Math.Max(0, IsTotalCapped ? Total : Total - 1);
        TotalSize = Math.Max(0, TotalSize - item.Size);
    }

    /// <summary>Applies a change to the displayed LoRAs.</summary>
    /// <param name="change">The change.</param>
    /// <param name="item">The LoRA after the change; <see langword="null"/> if it no longer exists or can't be displayed.</param>
    /// <returns><see langword="false"/> if only a reload shows where the LoRA belongs. Then nothing is changed.</returns>
    public bool TryApply(LoraChange change, LoraItem? item)
    {
        var shown = Find(change.Id);
        if (change.Kind is LoraChangeKind.Removed)
        {
            if (shown is not null)
            {
                Remove(shown);
            }

            return shown is not null;
        }

        if (item is null)
        {
            return false;
        }

        if (shown is not null)
        {
            return StaysInPlace(change.Kind, shown, item) && Replace(item);
        }

        return change.Kind switch
        {
            LoraChangeKind.Added => !IsFiltered && Sorted is LoraSort.Newest && TryInsert(item),
            LoraChangeKind.Used => Sorted is not LoraSort.RecentlyUsed,
            _ => !IsFiltered && Sorted is not LoraSort.Name,
        };
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
                var query = new LoraQuery { Search = search, Sort = sort, Families = family is null ? [] : [family], Take = take, After = after, IncludeMissing = true, Count = LoraQuery.CappedCount };
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
        catch (Exception exception)
        {
            if (!loading.IsCancellationRequested)
            {
                Error = exception;
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
        (Items, _loaded) = (items, items.Count);
        Total = page.Total ?? 0;
        IsTotalCapped = page.IsTotalCapped;
        TotalSize = page.TotalSize ?? 0;
        Next = page.Next;
        Error = null;
        return true;
    }

    private bool StaysInPlace(LoraChangeKind kind, LoraItem shown, LoraItem item) => kind is LoraChangeKind.Used
        ? Sorted is not LoraSort.RecentlyUsed
        : Searched.Length == 0 && ShownFamily is null && (Sorted is not LoraSort.Name || string.Equals(shown.Name, item.Name, StringComparison.Ordinal));

    private bool Replace(LoraItem item)
    {
        Items = [.. Items!.Select(other => other.Id == item.Id ? item : other)];
        return true;
    }

    private bool TryInsert(LoraItem item)
    {
        // The list does not grow without limit while others upload.
        if (Items is null || Items.Count >= _loaded + PageSize || (Items is [var first, ..] && first.UploadedAt > item.UploadedAt))
        {
            return false;
        }

        Items = [item, .. Items];
        Total = IsTotalCapped ? Total : Total + 1;
        TotalSize += item.Size;
        return true;
    }

    private void Supersede()
    {
        _loading?.Cancel();
        _loading = null;
    }
}
