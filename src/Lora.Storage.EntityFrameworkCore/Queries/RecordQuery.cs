using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>
/// The parts of a query that EF translates. A page begins after a position, not after a number of rows, so added and removed rows don't shift it.
/// </summary>
internal static class RecordQuery
{
    /// <summary>Filters the rows that contain every word and have a value for the sort order.</summary>
    public static IQueryable<LoraRecordRow> Matching(this IQueryable<LoraRecordRow> rows, LoraSort sort, string[] words)
    {
        if (words.Length > 0)
        {
            // One parameter has all words, so the statement is the same for any number of them. The provider escapes the wildcards of LIKE.
#pragma warning disable CA1307 // Translated to SQL; both sides are case-folded.
            rows = rows.Where(row => EF.Parameter(words).All(word => row.NameKey.Contains(word) || row.FileNameKey.Contains(word)));
#pragma warning restore CA1307
        }

        return sort == LoraSort.RecentlyUsed ? rows.Where(static row => row.LastUsedAt != null) : rows;
    }

    /// <summary>Filters the rows that may belong to one of the families. Returns all rows if the list is empty.</summary>
    public static IQueryable<LoraRecordRow> OfFamilies(this IQueryable<LoraRecordRow> rows, IReadOnlyList<string> families)
    {
        if (families.Count == 0)
        {
            return rows;
        }

        string[] keys = [.. families.Where(SearchKey.IsStorable).Select(FactsColumns.Key)];
#pragma warning disable CA1307 // Translated to SQL; ids are compared unchanged.
        return rows.Where(row => EF.Parameter(keys).Any(key => row.FamilyKeys.Contains(key)));
#pragma warning restore CA1307
    }

    /// <summary>Filters the rows for one of the noise experts. Returns all rows if the list is empty.</summary>
    public static IQueryable<LoraRecordRow> OfRoles(this IQueryable<LoraRecordRow> rows, IReadOnlyList<LoraNoiseExpert> roles)
    {
        LoraNoiseExpert[] wanted = [.. roles];
        return wanted.Length == 0 ? rows : rows.Where(row => wanted.Contains(row.Role));
    }

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

    /// <summary>Returns the rows after a position. The first comparison lets the database seek in an index.</summary>
    public static IQueryable<LoraRecordRow> After(this IQueryable<LoraRecordRow> rows, PageCursor? cursor)
    {
        if (cursor is null)
        {
            return rows;
        }

        var (id, number, text) = (cursor.Id, cursor.Number, cursor.Text);
        switch (cursor.Sort)
        {
            case LoraSort.Newest:
                var uploaded = cursor.Time;
                return rows.Where(row => row.UploadedAt <= uploaded && (row.UploadedAt < uploaded || row.Id < id));
            case LoraSort.RecentlyUsed:
                var used = cursor.Time;
                return rows.Where(row => row.LastUsedAt <= used && (row.LastUsedAt < used || row.Id < id));
            case LoraSort.Largest:
                return rows.Where(row => row.Size <= number && (row.Size < number || row.Id < id));
            default:
#pragma warning disable CA1310, CA1309 // The comparison is translated to SQL and follows the database's collation, as the order itself does.
                return rows.Where(row => string.Compare(row.NameKey, text) >= 0 && (string.Compare(row.NameKey, text) > 0 || row.Id > id));
#pragma warning restore CA1310, CA1309
        }
    }

    /// <summary>Sorts the rows, with the id as tie-breaker.</summary>
    public static IQueryable<LoraRecordRow> InOrder(this IQueryable<LoraRecordRow> rows, LoraSort sort) => sort switch
    {
        LoraSort.Newest => rows.OrderByDescending(static row => row.UploadedAt).ThenByDescending(static row => row.Id),
        LoraSort.Name => rows.OrderBy(static row => row.NameKey).ThenBy(static row => row.Id),
        LoraSort.RecentlyUsed => rows.OrderByDescending(static row => row.LastUsedAt).ThenByDescending(static row => row.Id),
        LoraSort.Largest => rows.OrderByDescending(static row => row.Size).ThenByDescending(static row => row.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    private static IQueryable<RecordPlace> Places(this IQueryable<LoraRecordRow> rows) =>
        rows.Select(static row => new RecordPlace { Id = row.Id, UploadedAt = row.UploadedAt, State = row.State });
}
