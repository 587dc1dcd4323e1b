using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>
/// Searches in the way that reads the fewest rows. Words that many LoRAs have are found by reading the list in its order, which ends after a page. Words that few have are found by the
/// full-text index, which returns all of them in no order. The beginning of the list shows which of the two it is.
/// </summary>
/// <param name="rows">The records of the workspace.</param>
/// <param name="ranges">The ranges of the list.</param>
/// <param name="sort">The order of the list.</param>
/// <param name="words">The words.</param>
/// <param name="candidates">The records that the full-text index finds; <see langword="null"/> if there is none.</param>
/// <param name="size">The number of records in the ranges.</param>
internal sealed class TextSearch(
    IQueryable<LoraRecordRow> rows, IReadOnlyList<RecordRange> ranges, LoraSort sort, string[] words, IQueryable<LoraRecordRow>? candidates, long size)
{
    // The words are frequent if at least 2 of 512 rows have them. Then 8,192 rows probably have a page of 50, unless the rows that have them are at the end of the list.
    private const int Sample = 512;
    private const int FrequentInSample = 2;
    private const int Window = 8_192;

    // Counting to 1,000 needs more of the list: if 26 of 512 rows have the words, 1,000 are expected within 20,000 rows.
    private const int CountableInSample = 26;
    private const int CountWindow = 32_768;

    private int? _inSample;

    /// <summary>Gets all matching records, in no order.</summary>
    public IQueryable<LoraRecordRow> All => candidates ?? rows.In(ranges).Containing(words);

    public async Task<List<CardRow>> ReadAsync(PageCursor? cursor, int take, CancellationToken cancellationToken)
    {
        if (candidates is null || size <= Window)
        {
            return await rows.Containing(words).First(ranges, sort, cursor, take).Cards().ToListAsync(cancellationToken).ConfigureAwait(false);
        }

        var found = await InWindow(cursor, Sample, take).Cards().ToListAsync(cancellationToken).ConfigureAwait(false);
        _inSample = cursor is null ? found.Count : null;
        if (found.Count == take || await IsWholeAsync(cursor, Sample, cancellationToken).ConfigureAwait(false))
        {
            return found;
        }

        if (found.Count >= FrequentInSample)
        {
            found = await InWindow(cursor, Window, take).Cards().ToListAsync(cancellationToken).ConfigureAwait(false);
            if (found.Count == take || await IsWholeAsync(cursor, Window, cancellationToken).ConfigureAwait(false))
            {
                return found;
            }
        }

        return await candidates.After(cursor).InOrder(sort).Take(take).Cards().ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts matches up to a number.</summary>
    public async Task<int> CountAsync(int most, CancellationToken cancellationToken)
    {
        if (candidates is not null && size > Window)
        {
            _inSample ??= await InWindow(cursor: null, Sample, Sample).CountAsync(cancellationToken).ConfigureAwait(false);
            if (_inSample >= CountableInSample && await InWindow(cursor: null, CountWindow, most).CountAsync(cancellationToken).ConfigureAwait(false) == most)
            {
                return most;
            }
        }

        return await All.Take(most).CountAsync(cancellationToken).ConfigureAwait(false);
    }

    // Most LoRAs are never used, so a window can have all that are.
    private async Task<bool> IsWholeAsync(PageCursor? cursor, int window, CancellationToken cancellationToken) =>
        sort == LoraSort.RecentlyUsed && await rows.First(ranges, sort, cursor, window + 1).CountAsync(cancellationToken).ConfigureAwait(false) <= window;

    private IQueryable<LoraRecordRow> InWindow(PageCursor? cursor, int window, int take) =>
        rows.First(ranges, sort, cursor, window).Containing(words).InOrder(sort).Take(take);
}
