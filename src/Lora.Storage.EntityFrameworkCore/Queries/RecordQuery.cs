using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>
/// The parts of a query that EF translates. A page begins after a position, not after a number of rows, so added and removed rows don't shift it.
/// </summary>
internal static class RecordQuery
{
    private const int MaxComparisons = 8;

    /// <summary>Filters the rows whose text contains every word. Each word is one comparison, unless there are so many that each number of them would be another statement.</summary>
    public static IQueryable<LoraRecordRow> Containing(this IQueryable<LoraRecordRow> rows, string[] words)
    {
        if (words.Length > MaxComparisons)
        {
#pragma warning disable CA1307 // Translated to SQL; both sides are case-folded.
            return rows.Where(row => EF.Parameter(words).All(word => row.SearchText.Contains(word)));
#pragma warning restore CA1307
        }

        foreach (var word in words)
        {
#pragma warning disable CA1307 // Translated to SQL; both sides are case-folded.
            rows = rows.Where(row => row.SearchText.Contains(word));
#pragma warning restore CA1307
        }

        return rows;
    }

    /// <summary>Filters the rows that have a value for the sort order.</summary>
    public static IQueryable<LoraRecordRow> With(this IQueryable<LoraRecordRow> rows, LoraSort sort) =>
        sort == LoraSort.RecentlyUsed ? rows.Where(static row => row.LastUsedAt != null) : rows;

    /// <summary>
    /// Returns the rows that have the size and the fingerprint, or the SHA-256. Each condition uses its own index. A <see langword="null"/> value is not compared.
    /// Rows that match both are returned twice.
    /// </summary>
    public static IQueryable<RecordPlace> PlacesOfDuplicates(this IQueryable<LoraRecordRow> rows, long size, string? fingerprint, string? sha256)
    {
        var marked = rows.Where(row => row.Size == size && row.Fingerprint == fingerprint).Places();
        var hashed = rows.Where(row => row.Sha256 == sha256).Places();
        return fingerprint is null ? hashed : sha256 is null ? marked : marked.Concat(hashed);
    }

    /// <summary>Returns the rows after a position, for rows that are not read in the order of an index.</summary>
    public static IQueryable<LoraRecordRow> After(this IQueryable<LoraRecordRow> rows, PageCursor? cursor)
    {
        if (cursor is null)
        {
            return rows;
        }

        var (id, number, text, time) = (cursor.Id, cursor.Number, cursor.Text, TimeOf(cursor));
        return cursor.Sort switch
        {
            LoraSort.Newest => rows.Where(row => row.UploadedAt < time || (row.UploadedAt == time && row.Id < id)),
            LoraSort.RecentlyUsed => rows.Where(row => row.LastUsedAt < time || (row.LastUsedAt == time && row.Id < id)),
            LoraSort.Largest => rows.Where(row => row.Size < number || (row.Size == number && row.Id < id)),
#pragma warning disable CA1310, CA1309 // The comparison is translated to SQL and follows the database's collation, as the order itself does.
            _ => rows.Where(row => string.Compare(row.NameKey, text) > 0 || (row.NameKey == text && row.Id > id)),
#pragma warning restore CA1310, CA1309
        };
    }

    /// <summary>
    /// Returns the rows after a position in parts: those with the same sort value and a later id, and those with a later sort value. Each part is one range of an index, also if a million rows
    /// have the same sort value.
    /// </summary>
    public static IEnumerable<IQueryable<LoraRecordRow>> PartsAfter(this IQueryable<LoraRecordRow> rows, PageCursor? cursor)
    {
        if (cursor is null)
        {
            return [rows];
        }

        var (id, number, text, time) = (cursor.Id, cursor.Number, cursor.Text, TimeOf(cursor));
        return cursor.Sort switch
        {
            LoraSort.Newest => [rows.Where(row => row.UploadedAt == time && row.Id < id), rows.Where(row => row.UploadedAt < time)],
            LoraSort.RecentlyUsed => [rows.Where(row => row.LastUsedAt == time && row.Id < id), rows.Where(row => row.LastUsedAt < time)],
            LoraSort.Largest => [rows.Where(row => row.Size == number && row.Id < id), rows.Where(row => row.Size < number)],
#pragma warning disable CA1310, CA1309 // The comparison is translated to SQL and follows the database's collation, as the order itself does.
            _ => [rows.Where(row => row.NameKey == text && row.Id > id), rows.Where(row => string.Compare(row.NameKey, text) > 0)],
#pragma warning restore CA1310, CA1309
        };
    }

    /// <summary>Sorts the rows, with the id as tie-breaker.</summary>
    public static IOrderedQueryable<LoraRecordRow> InOrder(this IQueryable<LoraRecordRow> rows, LoraSort sort) => sort switch
    {
        LoraSort.Newest => rows.OrderByDescending(static row => row.UploadedAt).ThenByDescending(static row => row.Id),
        LoraSort.Name => rows.OrderBy(static row => row.NameKey).ThenBy(static row => row.Id),
        LoraSort.RecentlyUsed => rows.OrderByDescending(static row => row.LastUsedAt).ThenByDescending(static row => row.Id),
        LoraSort.Largest => rows.OrderByDescending(static row => row.Size).ThenByDescending(static row => row.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    private static DateTimeOffset TimeOf(PageCursor cursor) => cursor.Sort is LoraSort.Newest or LoraSort.RecentlyUsed ? cursor.Time : default;

    private static IQueryable<RecordPlace> Places(this IQueryable<LoraRecordRow> rows) =>
        rows.Select(static row => new RecordPlace { Id = row.Id, UploadedAt = row.UploadedAt, State = row.State });
}
