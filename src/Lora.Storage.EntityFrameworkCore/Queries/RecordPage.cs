using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>Reads one page of a workspace, and the number of LoRAs that match, if it is wanted.</summary>
/// <param name="context">The context.</param>
/// <param name="workspaceKey">The workspace.</param>
/// <param name="query">The query.</param>
/// <param name="index">The full-text index; <see langword="null"/> if the database has none.</param>
internal sealed class RecordPage(DbContext context, string workspaceKey, LoraQuery query, TextIndex? index)
{
    private readonly PageCursor? _cursor = PageCursor.Read(query.After, query.Sort);
    private readonly string[] _words = LoraSearchText.Words(query.Search);
    private IReadOnlyList<UsageRow> _usage = [];
    private IReadOnlyList<RecordRange> _ranges = [];

    private IQueryable<LoraRecordRow> Rows => context.Set<LoraRecordRow>().AsNoTracking().Where(row => row.WorkspaceKey == workspaceKey).With(query.Sort);

    public async Task<LoraPage<LoraItem>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_words.Length > 0 || query.Sort != LoraSort.RecentlyUsed || RecordRanges.IsFiltered(query))
        {
            _usage = await context.Set<UsageRow>().AsNoTracking().Where(row => row.WorkspaceKey == workspaceKey).ToListAsync(cancellationToken).ConfigureAwait(false);
        }

        _ranges = RecordRanges.Of(query, _usage);
        if (_ranges.Count == 0)
        {
            return new LoraPage<LoraItem>([], Next: null) { Total = 0, TotalSize = 0 };
        }

        var search = _words.Length == 0 ? null : new TextSearch(Rows, _ranges, query.Sort, _words, Candidates(), _usage.In(_ranges).Sum(static row => row.Count));
        var cards = search is null
            ? await Rows.First(_ranges, query.Sort, _cursor, query.Take + 1).Cards().ToListAsync(cancellationToken).ConfigureAwait(false)
            : await search.ReadAsync(_cursor, query.Take + 1, cancellationToken).ConfigureAwait(false);
        var page = new LoraPage<LoraItem>(
            [.. cards.Take(query.Take).Select(static card => card.ToItem())],
            cards.Count > query.Take ? PageCursor.After(query.Sort, cards[query.Take - 1]).ToString() : null);
        return _cursor is null && page.Next is null
            ? page with { Total = page.Items.Count, TotalSize = page.Items.Sum(static item => item.Size) }
            : await CountAsync(page, search, cancellationToken).ConfigureAwait(false);
    }

    private IQueryable<LoraRecordRow>? Candidates()
    {
        var key = workspaceKey;
        return index?.Find(context, NGrams.OfWords(key, _words)).AsNoTracking().Where(row => row.WorkspaceKey == key).With(query.Sort).In(_ranges).Containing(_words);
    }

    private async Task<LoraPage<LoraItem>> CountAsync(LoraPage<LoraItem> page, TextSearch? search, CancellationToken cancellationToken)
    {
        if (search is null && query.Sort != LoraSort.RecentlyUsed)
        {
            var matching = _usage.In(_ranges).ToList();
            return page with { Total = (int)matching.Sum(static row => row.Count), TotalSize = matching.Sum(static row => row.Bytes) };
        }

        if (query.Count <= 0)
        {
            return page;
        }

        if (query.Count == LoraQuery.ExactCount)
        {
            var totals = await (search?.All ?? Rows.In(_ranges)).GroupBy(static row => row.WorkspaceKey)
                .Select(static rows => new { Count = rows.Count(), Size = rows.Sum(row => row.Size) }).SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return page with { Total = totals?.Count ?? 0, TotalSize = totals?.Size ?? 0 };
        }

        var count = search is null
            ? await Rows.First(_ranges, query.Sort, cursor: null, query.Count + 1).CountAsync(cancellationToken).ConfigureAwait(false)
            : await search.CountAsync(query.Count + 1, cancellationToken).ConfigureAwait(false);
        return page with { Total = Math.Min(count, query.Count), IsTotalCapped = count > query.Count };
    }
}
