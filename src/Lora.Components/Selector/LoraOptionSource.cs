using Lora.Inspection;
using Lora.Storage;

namespace Lora.Components;

/// <summary>Loads the options page by page: recently used LoRAs first, then all others, with certainly compatible LoRAs before possibly compatible ones.</summary>
/// <remarks>Continuations run on the synchronization context of the renderer, so a superseded response never interleaves with a newer one.</remarks>
internal sealed class LoraOptionSource(ILoraClient client, LoraKeptOptions kept, TimeProvider time) : IDisposable
{
    public const int PageSize = 50;
    public const int RecentCount = 3;

    /// <summary>How long options are used without reading them again.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private LoraOptionResult? _current;
    private LoraOptionResult? _complete;
    private LoraOptionContext? _context;
    private LoraSlotFit _fit = new(new LoraSlot(), LoraRuleSet.Default);
    private int _version;

    /// <summary>The compatibility rules. A change discards what was read.</summary>
    public LoraSlotFit Fit
    {
        get => _fit;
        set
        {
            _fit = value;
            Discard();
        }
    }

    /// <summary>Whether incompatible LoRAs are listed at the end.</summary>
    public bool ShowsAll { get; set; }

    /// <summary>The base model filter; <see langword="null"/> for all.</summary>
    public string? Family { get; set; }

    /// <summary>Gets whether the current options can be used without reading them again.</summary>
    public bool IsFresh => _current is { } current && IsValid(current);

    /// <summary>Reads the options for a search. The first time, this includes what else the open list shows.</summary>
    public async Task<LoraOptionList> LoadAsync(string search, CancellationToken cancellationToken)
    {
        var (words, version, readAt) = (LoraSearchText.Words(search), _version, time.GetTimestamp());
        var isWhole = words.Length == 0 && Family is null;
        var pages = new LoraOptionPages(client, [.. Fit.Stages(ShowsAll).Select(stage => stage with { Search = words.Length == 0 ? null : search.Trim(), Families = Family is null ? stage.Families : [Family] })]);
        var first = pages.BeginAsync(cancellationToken);
        var reading = _context is { } known ? Task.FromResult(known) : ReadContextAsync(isWhole ? first : null, cancellationToken);
        await Task.WhenAll(first, reading).ConfigureAwait(true);
        cancellationToken.ThrowIfCancellationRequested();

        var context = await reading.ConfigureAwait(true);
        var list = await FillAsync(pages, Recent(context, words), context, cancellationToken).ConfigureAwait(true);
        _context = version == _version ? context : null;
        Show(new LoraOptionResult(list, pages, context, words, (ShowsAll, Family), version, readAt));
        if (isWhole && !ShowsAll)
        {
            kept.Keep(this, _current!);
        }

        return list;
    }

    /// <summary>Returns the options for a search without reading any; <see langword="null"/> if those that were read don't have all matches.</summary>
    public LoraOptionList? Narrow(string search)
    {
        if (_complete is not { } all || all.Filter != (ShowsAll, Family) || !IsValid(all) || !LoraSearchText.IsExact(search, all.Pages.Held))
        {
            return null;
        }

        var words = LoraSearchText.Words(search);
        if (!LoraSearchText.IsNarrower(words, all.Words))
        {
            return null;
        }

        var pages = all.Pages.Narrow(words);
        _current = all with { Pages = pages, List = Arrange(pages, Recent(all.Context, words), all.Context) };
        return _current.List;
    }

    /// <summary>Reads the next page.</summary>
    public async Task<LoraOptionList> LoadMoreAsync(CancellationToken cancellationToken)
    {
        if (_current is not { List.HasMore: true } current)
        {
            return _current?.List ?? LoraOptionList.Empty;
        }

        // The first page may be kept.
        var pages = current.Pages.Copy();
        var list = await FillAsync(pages, [.. current.List.Options], current.Context, cancellationToken).ConfigureAwait(true);
        var shown = current with { Pages = pages, List = list };
        if (current.Pages.HasMore)
        {
            Show(shown);
        }
        else
        {
            _current = shown;
        }

        return list;
    }

    /// <summary>Returns the options that were kept when the list was closed; <see langword="null"/> if there are none.</summary>
    public LoraOptionList? Reopen()
    {
        if (kept.Find(this) is { } result)
        {
            Show(result);
            _context = result.Context;
        }

        return _current?.List;
    }

    /// <summary>Releases the options when the list is closed. The first page is kept.</summary>
    public void Close() => (_current, _complete, _context) = (null, null, null);

    /// <summary>Marks everything that was read as outdated. It is displayed until it is read again.</summary>
    public void Expire()
    {
        _version++;
        (_complete, _context) = (null, null);
    }

    public void Dispose() => Discard();

    private void Discard()
    {
        Expire();
        Close();
        kept.Forget(this);
    }

    private bool IsValid(LoraOptionResult result) => result.Version == _version && time.GetElapsedTime(result.ReadAt) < Freshness;

    private void Show(LoraOptionResult result)
    {
        _current = result;
        if (!result.Pages.HasMore)
        {
            _complete = result;
        }
    }

    private async Task<LoraOptionContext> ReadContextAsync(Task<int>? whole, CancellationToken cancellationToken)
    {
        // A page without a search has one of the numbers.
        var recent = client.ListAsync(Fit.Possible with { Sort = LoraSort.RecentlyUsed, Take = RecentCount }, cancellationToken);
        var total = (ShowsAll || Fit.AcceptsAny ? whole : null) ?? CountAsync(new LoraQuery(), cancellationToken);
        var possible = Fit.AcceptsAny ? total : (ShowsAll ? null : whole) ?? CountAsync(Fit.Possible, cancellationToken);
        await Task.WhenAll(recent, total, possible).ConfigureAwait(true);
        var all = await total.ConfigureAwait(true);
        return new LoraOptionContext((await recent.ConfigureAwait(true)).Items, all, Math.Max(0, all - await possible.ConfigureAwait(true)));
    }

    private async Task<int> CountAsync(LoraQuery query, CancellationToken cancellationToken) =>
        (await client.ListAsync(query with { Take = 1 }, cancellationToken).ConfigureAwait(true)).Total ?? 0;

    private async Task<LoraOptionList> FillAsync(LoraOptionPages pages, IReadOnlyList<LoraOption> options, LoraOptionContext context, CancellationToken cancellationToken)
    {
        while (pages.HasMore && Waiting(pages, options).Count(IsShown) < Room(options))
        {
            await pages.ReadAsync(cancellationToken).ConfigureAwait(true);
        }

        return Arrange(pages, options, context);
    }

    private LoraOptionList Arrange(LoraOptionPages pages, IReadOnlyList<LoraOption> options, LoraOptionContext context)
    {
        var waiting = Waiting(pages, options);
        var shown = waiting.Where(IsShown).ToList();
        var left = waiting.Count - shown.Count;
        List<LoraOption> sorted = [.. options.Concat(shown.Take(Room(options))).OrderBy(static option => option.Group)];
        var matches = Math.Max(pages.Matches - left, sorted.Count);
        var hidden = ShowsAll ? 0 : context.Hidden + left;
        return new LoraOptionList(sorted, matches, Math.Max(context.Total, matches), shown.Count > Room(options) || pages.HasMore, pages.IsCapped, hidden);
    }

    private List<LoraOption> Recent(LoraOptionContext context, string[] words)
    {
        var query = new LoraQuery { Families = Family is null ? [] : [Family] };
        return [.. context.Recent.Where(item => LoraOptionPages.IsIn(query, item.Facts) && LoraSearchText.IsMatch(item, words)).Select(item => Option(LoraOptionGroup.Recent, item)).Where(static option => option.Fit != LoraFit.Wrong)];
    }

    private List<LoraOption> Waiting(LoraOptionPages pages, IReadOnlyList<LoraOption> options)
    {
        var offered = options.Select(static option => option.Item.Id).ToHashSet();
        return [.. pages.Held.Where(item => offered.Add(item.Id)).Select(item => Option(LoraOptionGroup.All, item))];
    }

    // Recently used LoRAs take up part of the page, so the rest of a full page moves to the next one.
    private static int Room(IReadOnlyList<LoraOption> options) => ((options.Count / PageSize) + 1) * PageSize - options.Count;

    private bool IsShown(LoraOption option) => ShowsAll || option.Fit != LoraFit.Wrong;

    private LoraOption Option(LoraOptionGroup group, LoraItem item)
    {
        var verdict = Fit.Check(item.Facts);
        return new LoraOption(verdict == LoraFit.Wrong ? LoraOptionGroup.Wrong : group, item, verdict);
    }
}
