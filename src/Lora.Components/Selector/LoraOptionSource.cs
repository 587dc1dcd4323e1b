using Lora.Inspection;

namespace Lora.Components;

/// <summary>Loads the options page by page: recently used LoRAs first, then all others, with certainly compatible LoRAs before possibly compatible ones.</summary>
/// <remarks>Continuations run on the synchronization context of the renderer, so a superseded response never interleaves with a newer one.</remarks>
internal sealed class LoraOptionSource(ILoraClient client)
{
    public const int PageSize = 50;
    public const int RecentCount = 3;

    private LoraOptionPages? _pages;

    public LoraOptionList Current { get; private set; } = LoraOptionList.Empty;

    /// <summary>The compatibility rules.</summary>
    public LoraSlotFit Fit { get; set; } = new(new LoraSlot(), LoraRuleSet.Default);

    /// <summary>Whether incompatible LoRAs are listed at the end.</summary>
    public bool ShowsAll { get; set; }

    /// <summary>The base model filter; <see langword="null"/> for all.</summary>
    public string? Family { get; set; }

    public async Task<LoraOptionList> LoadAsync(string search, CancellationToken cancellationToken)
    {
        var words = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        var (fit, all) = (Fit, ShowsAll);
        LoraQuery Narrow(LoraQuery query) => query with { Search = words, Families = Family is null ? query.Families : [Family] };

        var stages = fit.Stages(all).Select(Narrow).ToList();
        var pages = new LoraOptionPages(client, stages);
        var recent = client.ListAsync(Narrow(fit.Possible) with { Sort = LoraSort.RecentlyUsed, Take = RecentCount }, cancellationToken);
        var first = pages.ReadAsync(cancellationToken);
        var matching = stages.Count > 1 ? CountAsync(stages[^1], cancellationToken) : null;
        var searched = fit.AcceptsAny || all ? null : CountAsync(Narrow(new LoraQuery()), cancellationToken);
        var whole = words is null && Family is null && fit.AcceptsAny ? null : CountAsync(new LoraQuery(), cancellationToken);
        await Task.WhenAll([recent, first, .. new[] { matching, searched, whole }.OfType<Task<(int Count, bool IsCapped)>>()]).ConfigureAwait(true);
        cancellationToken.ThrowIfCancellationRequested();

        (pages.Matches, pages.IsMatchesCapped) = matching is null ? (pages.Total, pages.IsCapped) : await matching.ConfigureAwait(true);
        pages.Whole = whole is null ? pages.Total : (await whole.ConfigureAwait(true)).Count;
        pages.Hidden = searched is null ? 0 : Math.Max(0, (await searched.ConfigureAwait(true)).Count - pages.Matches);
        var options = (await recent.ConfigureAwait(true)).Items.Select(item => Option(LoraOptionGroup.Recent, item)).Where(option => option.Fit != LoraFit.Wrong).ToList();
        _pages = pages;
        return await FillAsync(pages, options, cancellationToken).ConfigureAwait(true);
    }

    public Task<LoraOptionList> LoadMoreAsync(CancellationToken cancellationToken) =>
        Current.HasMore && _pages is { } pages ? FillAsync(pages, [.. Current.Options], cancellationToken) : Task.FromResult(Current);

    private async Task<LoraOptionList> FillAsync(LoraOptionPages pages, List<LoraOption> options, CancellationToken cancellationToken)
    {
        // Recently used LoRAs take up part of the page, so the rest of a full page moves to the next one.
        var room = ((options.Count / PageSize) + 1) * PageSize - options.Count;
        var offered = options.Select(option => option.Item.Id).ToHashSet();
        List<LoraOption> Waiting() => [.. pages.Held.Where(item => !offered.Contains(item.Id)).DistinctBy(item => item.Id).Select(item => Option(LoraOptionGroup.All, item))];
        bool IsShown(LoraOption option) => ShowsAll || option.Fit != LoraFit.Wrong;

        var waiting = Waiting();
        while (waiting.Count(IsShown) < room && pages.HasMore)
        {
            await pages.ReadAsync(cancellationToken).ConfigureAwait(true);
            cancellationToken.ThrowIfCancellationRequested();
            waiting = Waiting();
        }

        var left = waiting.Count(option => !IsShown(option));
        var shown = waiting.Where(IsShown).ToList();
        options.AddRange(shown.Take(room));
        var sorted = options.OrderBy(option => option.Group).ToList();
        var matches = Math.Max(pages.Matches - left, sorted.Count);
        return Current = new LoraOptionList(sorted, matches, Math.Max(pages.Whole, matches), shown.Count > room || pages.HasMore, pages.IsMatchesCapped, pages.Hidden + left);
    }

    private LoraOption Option(LoraOptionGroup group, LoraItem item)
    {
        var verdict = Fit.Check(item.Facts);
        return new LoraOption(verdict == LoraFit.Wrong ? LoraOptionGroup.Wrong : group, item, verdict);
    }

    private async Task<(int Count, bool IsCapped)> CountAsync(LoraQuery query, CancellationToken cancellationToken)
    {
        var page = await client.ListAsync(query with { Take = 1, Count = LoraQuery.CappedCount }, cancellationToken).ConfigureAwait(true);
        return (page.Total ?? 0, page.IsTotalCapped);
    }
}
