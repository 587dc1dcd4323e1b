using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>Reads several ranges of an index, each in its order and up to the end of a page, and merges them. So a page reads a few rows of each range, however large it is.</summary>
internal static class RecordRanges
{
    // SQLite accepts 500 parts, and a statement takes longer to translate with each. A filter with more ranges is probably true for many rows, so the list is read in its order instead.
    private const int MaxMerged = 32;

    /// <summary>Returns the ranges for a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="usage">The usage rows of the workspace. Required only if the query has a filter.</param>
    public static IReadOnlyList<RecordRange> Of(LoraQuery query, IReadOnlyList<UsageRow> usage)
    {
        LoraState[] states = query.IncludeMissing ? [LoraState.Ready, LoraState.Missing] : [LoraState.Ready];
        return IsFiltered(query)
            ? [.. usage.Where(row => row.Count > 0 && states.Contains(row.State) && Matches(row, query)).Select(static row => new RecordRange(row.State, row))]
            : [.. states.Select(static state => new RecordRange(state, Filter: null))];
    }

    /// <summary>Returns the usage rows of these ranges.</summary>
    public static IEnumerable<UsageRow> In(this IEnumerable<UsageRow> usage, IReadOnlyList<RecordRange> ranges) =>
        usage.Where(row => ranges.Any(range => range.State == row.State && (range.Filter is null || range.Filter == row)));

    public static bool IsFiltered(LoraQuery query) => query.Families.Count > 0 || query.Roles.Count > 0;

    /// <summary>Returns the first rows of all ranges after a position, in order.</summary>
    /// <param name="rows">The records of the workspace.</param>
    /// <param name="ranges">The ranges, at least one.</param>
    /// <param name="sort">The order.</param>
    /// <param name="cursor">The position; <see langword="null"/> for the beginning.</param>
    /// <param name="take">The maximum number of rows.</param>
    public static IQueryable<LoraRecordRow> First(this IQueryable<LoraRecordRow> rows, IReadOnlyList<RecordRange> ranges, LoraSort sort, PageCursor? cursor, int take)
    {
        if (ranges.Count > MaxMerged)
        {
            rows = rows.In(ranges);
            ranges = [.. ranges.Select(static range => range with { Filter = null }).Distinct()];
        }

        var parts = Padded(ranges).SelectMany(range => range.Of(rows).PartsAfter(cursor)).Select(part => part.InOrder(sort).Take(take)).ToList();
        return parts.Count == 1 ? parts[0] : parts.Aggregate(static (all, part) => all.Concat(part)).InOrder(sort).Take(take);
    }

    /// <summary>Filters the rows that are in one of the ranges, for rows that are not read in the order of an index.</summary>
    public static IQueryable<LoraRecordRow> In(this IQueryable<LoraRecordRow> rows, IReadOnlyList<RecordRange> ranges)
    {
        LoraState[] states = [.. ranges.Select(static range => range.State).Distinct()];
        rows = rows.Where(row => EF.Parameter(states).Contains(row.State));
        var filters = ranges.Select(static range => range.Filter).OfType<UsageRow>().ToList();
        if (filters.Count == 0)
        {
            return rows;
        }

        long[] keys = [.. filters.Select(static filter => filter.FilterKey).Distinct()];
        string[] families = [.. filters.Select(static filter => filter.FamilyKeys).Distinct(StringComparer.Ordinal)];
        LoraNoiseExpert[] roles = [.. filters.Select(static filter => filter.Role).Distinct()];
        return rows.Where(row => EF.Parameter(keys).Contains(row.FilterKey) && EF.Parameter(families).Contains(row.FamilyKeys) && EF.Parameter(roles).Contains(row.Role));
    }

    private static bool Matches(UsageRow row, LoraQuery query) =>
        (query.Roles.Count == 0 || query.Roles.Contains(row.Role))
        && (query.Families.Count == 0 || FactsColumns.FamiliesIn(row.FamilyKeys).Intersect(query.Families, StringComparer.Ordinal).Any());

    // Each number of ranges is another statement that EF translates once. So there are only a few of them: 1, 2, 4, 8 and so on.
    private static IEnumerable<RecordRange> Padded(IReadOnlyList<RecordRange> ranges)
    {
        var wanted = System.Numerics.BitOperations.RoundUpToPowerOf2((uint)ranges.Count);
        var none = new UsageRow { WorkspaceKey = "", State = LoraState.Deleting, FilterKey = 0, FamilyKeys = "", Role = LoraNoiseExpert.Unknown, Count = 0, Bytes = 0 };
        return ranges.Concat(Enumerable.Repeat(ranges[0] with { Filter = ranges[0].Filter is null ? null : none }, (int)wanted - ranges.Count));
    }
}
