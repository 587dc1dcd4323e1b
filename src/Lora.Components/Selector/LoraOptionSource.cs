using Lora.Catalog;
using Lora.Client;

namespace Lora.Components;

/// <summary>Reads what the open selector offers: the last used first, then all others, a page at a time.</summary>
/// <remarks>It stays on the renderer's context, so that a superseded answer never meets a newer one half way.</remarks>
internal sealed class LoraOptionSource(ILoraClient client)
{
    public const int PageSize = 50;
    public const int RecentCount = 3;

    private readonly List<LoraItem> _held = [];
    private string? _next;
    private string? _search;

    public LoraOptionList Current { get; private set; } = LoraOptionList.Empty;

    public async Task<LoraOptionList> LoadAsync(string search, CancellationToken cancellationToken)
    {
        var words = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        var recent = client.ListAsync(new LoraQuery { Search = words, Sort = LoraSort.RecentlyUsed, Take = RecentCount }, cancellationToken);
        var all = client.ListAsync(new LoraQuery { Search = words, Take = PageSize }, cancellationToken);
        var whole = words is null ? all : client.ListAsync(new LoraQuery { Take = 1 }, cancellationToken);
        await Task.WhenAll(recent, all, whole).ConfigureAwait(true);
        cancellationToken.ThrowIfCancellationRequested();

        var options = (await recent.ConfigureAwait(true)).Items.Select(item => new LoraOption(LoraOptionGroup.Recent, item)).ToList();
        var page = await all.ConfigureAwait(true);
        _search = words;
        _held.Clear();
        return Offer(options, page, (await whole.ConfigureAwait(true)).Total);
    }

    public async Task<LoraOptionList> LoadMoreAsync(CancellationToken cancellationToken)
    {
        if (!Current.HasMore)
        {
            return Current;
        }

        var page = _next is null
            ? new LoraItemPage([], Current.Matches, 0, null)
            : await client.ListAsync(new LoraQuery { Search = _search, Take = PageSize, After = _next }, cancellationToken).ConfigureAwait(true);
        cancellationToken.ThrowIfCancellationRequested();
        return Offer([.. Current.Options], page, Current.Total);
    }

    private LoraOptionList Offer(List<LoraOption> options, LoraItemPage page, int total)
    {
        // The recent ones stand before the page, so a full page does not fit any more: the rest waits for the next one.
        var room = ((options.Count / PageSize) + 1) * PageSize;
        var offered = options.Select(option => option.Item.Id).ToHashSet();
        var waiting = _held.Concat(page.Items).Where(item => offered.Add(item.Id)).ToList();
        var fitting = Math.Min(waiting.Count, room - options.Count);
        options.AddRange(waiting.Take(fitting).Select(item => new LoraOption(LoraOptionGroup.All, item)));
        _held.Clear();
        _held.AddRange(waiting.Skip(fitting));
        _next = page.Next;
        var hasMore = _held.Count > 0 || _next is not null;
        return Current = new LoraOptionList(options, Math.Max(page.Total, options.Count), Math.Max(total, options.Count), hasMore);
    }
}
