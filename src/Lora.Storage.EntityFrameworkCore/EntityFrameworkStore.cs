using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Lora.Storage.EntityFrameworkCore.Queries;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <summary>Stores records and upload sessions in a relational database. A change is one statement that compares the expected stamp, or one transaction.</summary>
internal sealed partial class EntityFrameworkStore(LoraDatabase database, Func<DbContext, CancellationToken, Task>? prepare = null) : ILoraStore, ILoraAuditStore
{
    public Task PrepareAsync(CancellationToken cancellationToken) => database.RunAsync(
        async context =>
        {
            if (prepare is not null)
            {
                await prepare(context, cancellationToken).ConfigureAwait(false);
            }

            return true;
        },
        cancellationToken);

    public Task<LoraRecord?> FindAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) => database.RunAsync(
        async context => (await Record(context, workspace, id).AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false))?.ToRecord(),
        cancellationToken);

    public async Task<LoraRecord?> FindByStorageKeyAsync(LoraWorkspaceId workspace, string storageKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storageKey);

        // Callers pass user input. No key contains such characters, and PostgreSQL rejects a query with them.
        if (!SearchKey.IsStorable(storageKey))
        {
            return null;
        }

        var row = await database.RunAsync(
            context => Records(context, workspace).AsNoTracking().FirstOrDefaultAsync(row => row.StorageKey == storageKey, cancellationToken),
            cancellationToken).ConfigureAwait(false);

        // The database's collation may ignore case.
        return string.Equals(row?.StorageKey, storageKey, StringComparison.Ordinal) ? row!.ToRecord() : null;
    }

    public async Task<LoraRecord?> FindByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clientKey);
        if (!SearchKey.IsStorable(clientKey))
        {
            return null;
        }

        var rows = await database.RunAsync(
            context => Records(context, workspace).AsNoTracking().Where(row => row.ClientKey == clientKey)
                .OrderBy(static row => row.State == LoraState.Ready ? 0 : 1).ThenByDescending(static row => row.UploadedAt).ThenByDescending(static row => row.Id)
                .ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return rows.Find(row => string.Equals(row.ClientKey, clientKey, StringComparison.Ordinal))?.ToRecord();
    }

    public async Task<IReadOnlyList<LoraRecord>> FindDuplicatesAsync(
        LoraWorkspaceId workspace, long size, string? fingerprint, string? sha256, CancellationToken cancellationToken = default)
    {
        const int Most = 20;
        if (fingerprint is null && sha256 is null)
        {
            return [];
        }

        return await database.RunAsync(
            async context =>
            {
                // There are few or none. With the state and order in the query, a database without statistics would scan the whole workspace instead of using the index.
                var places = await Records(context, workspace).PlacesOfDuplicates(size, fingerprint, sha256).ToListAsync(cancellationToken).ConfigureAwait(false);
                Guid[] ids = [.. places.Where(static place => place.State == LoraState.Ready)
                    .OrderBy(static place => place.UploadedAt).ThenBy(static place => place.Id).Select(static place => place.Id).Distinct().Take(Most)];
                if (ids.Length == 0)
                {
                    return [];
                }

                var rows = await Ready(context, workspace).AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
                return rows.OrderBy(row => Array.IndexOf(ids, row.Id)).Select(static row => row.ToRecord()).ToList();
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts both tables in one statement, because a promotion moves a file from one to the other and it must count once.</summary>
    public async Task<LoraUsage> GetUsageAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default)
    {
        var sums = await database.RunAsync(
            context => Uploads(context, workspace).Where(static row => row.State != LoraUploadState.Aborting).Select(static row => new { IsUpload = true, row.Size })
                .Concat(Kept(context, workspace).Select(static row => new { IsUpload = false, row.Size }))
                .GroupBy(static row => row.IsUpload)
                .Select(static rows => new { IsUpload = rows.Key, Count = rows.Count(), Size = rows.Sum(row => row.Size) })
                .ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        var loras = sums.Find(static sum => !sum.IsUpload);
        var uploads = sums.Find(static sum => sum.IsUpload);
        return new LoraUsage(loras?.Count ?? 0, loras?.Size ?? 0, uploads?.Count ?? 0, uploads?.Size ?? 0);
    }

    public async Task<LoraPage<LoraRecord>> QueryAsync(LoraWorkspaceId workspace, LoraQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, LoraQuery.MaxTake, nameof(query));
        var (sort, take) = (query.Sort, query.Take);
        var cursor = PageCursor.Read(query.After, sort);
        var words = SearchKey.Words(query.Search);
        return await database.RunAsync(
            async context =>
            {
                var matches = (query.IncludeMissing ? Kept(context, workspace) : Ready(context, workspace)).AsNoTracking().Matching(sort, words).OfFamilies(query.Families).OfRoles(query.Roles);
                var rows = await matches.After(cursor).InOrder(sort).Take(take + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
                var isWhole = cursor is null && rows.Count <= take;
                var (total, size) = isWhole
                    ? (rows.Count, rows.Sum(static row => row.Size))
                    : await TotalsAsync(matches, cancellationToken).ConfigureAwait(false);
                var items = rows.Take(take).Select(static row => row.ToRecord()).ToList();
                return new LoraPage<LoraRecord>(items, rows.Count > take ? PageCursor.After(sort, rows[take - 1]).ToString() : null) { Total = total, TotalSize = size };
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default)
    {
        var groups = await database.RunAsync(
            context => Kept(context, workspace).GroupBy(static row => row.FamilyKeys)
                .Select(static rows => new { Keys = rows.Key, Count = rows.Count() }).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return groups.SelectMany(static group => FactsColumns.FamiliesIn(group.Keys).Select(family => (Family: family, group.Count)))
            .GroupBy(static one => one.Family, StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.Sum(one => one.Count), StringComparer.Ordinal);
    }

    public Task<bool> TryUpdateAsync(LoraRecord record, Guid expectedStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.ChangeAsync(
            (context, token) => UpdateAsync(context, record, expectedStamp, token),
            (context, token) => HasRecordAsync(context, record, token),
            cancellationToken);
    }

    public Task<bool> TryRemoveAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default) => database.ChangeAsync(
        async (context, token) => await Record(context, workspace, id).Where(row => row.Stamp == expectedStamp).ExecuteDeleteAsync(token).ConfigureAwait(false) > 0,
        async (context, token) => !await Record(context, workspace, id).AnyAsync(token).ConfigureAwait(false),
        cancellationToken);

    public async Task MarkUsedAsync(
        LoraWorkspaceId workspace, IReadOnlyCollection<LoraId> ids, DateTimeOffset usedAt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);

        // One row per statement, so that two requests that use the same pair cannot deadlock.
        foreach (var id in ids.Distinct())
        {
            await database.RunAsync(
                context => Record(context, workspace, id).Where(static row => row.State == LoraState.Ready)
                    .ExecuteUpdateAsync(
                        row => row
                            .SetProperty(static r => r.UseCount, static r => r.UseCount + 1)
                            .SetProperty(static r => r.LastUsedAt, r => r.LastUsedAt == null || r.LastUsedAt < usedAt ? usedAt : r.LastUsedAt),
                        cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> UpdateAsync(DbContext context, LoraRecord record, Guid expectedStamp, CancellationToken cancellationToken)
    {
        var row = LoraRecordRow.From(record);
        return await Record(context, record.Workspace, record.Id).Where(old => old.Stamp == expectedStamp)
            .ExecuteUpdateAsync(
                change => change
                    .SetProperty(static r => r.Name, row.Name)
                    .SetProperty(static r => r.ClientKey, row.ClientKey)
                    .SetProperty(static r => r.NameKey, row.NameKey)
                    .SetProperty(static r => r.Facts, row.Facts)
                    .SetProperty(static r => r.Family, row.Family)
                    .SetProperty(static r => r.FamilyKeys, row.FamilyKeys)
                    .SetProperty(static r => r.Role, row.Role)
                    .SetProperty(static r => r.Sha256, row.Sha256)
                    .SetProperty(static r => r.Fingerprint, row.Fingerprint)
                    .SetProperty(static r => r.IsInspected, row.IsInspected)
                    .SetProperty(static r => r.IsThumbnailDone, row.IsThumbnailDone)
                    .SetProperty(static r => r.State, row.State)
                    .SetProperty(static r => r.StateChangedAt, row.StateChangedAt)
                    .SetProperty(static r => r.Stamp, row.Stamp),
                cancellationToken).ConfigureAwait(false) > 0;
    }

    private static IQueryable<LoraRecordRow> Records(DbContext context, LoraWorkspaceId workspace)
    {
        var key = LoraStorageKey.Segment(workspace);
        return context.Set<LoraRecordRow>().Where(row => row.WorkspaceKey == key);
    }

    private static IQueryable<LoraRecordRow> Ready(DbContext context, LoraWorkspaceId workspace) =>
        Records(context, workspace).Where(static row => row.State == LoraState.Ready);

    /// <summary>Returns the rows that are ready or missing. Two comparisons instead of a list let the database read the newest page in the order of its index.</summary>
    private static IQueryable<LoraRecordRow> Kept(DbContext context, LoraWorkspaceId workspace) =>
        Records(context, workspace).Where(static row => row.State != LoraState.Deleting);

    private static IQueryable<LoraRecordRow> Record(DbContext context, LoraWorkspaceId workspace, LoraId id) =>
        Records(context, workspace).Where(row => row.Id == id.Value);

    private static Task<bool> HasRecordAsync(DbContext context, LoraRecord record, CancellationToken cancellationToken) =>
        Record(context, record.Workspace, record.Id).AnyAsync(row => row.Stamp == record.Stamp, cancellationToken);

    private static async Task<(int Count, long Size)> TotalsAsync(IQueryable<LoraRecordRow> matches, CancellationToken cancellationToken)
    {
        var totals = await matches.GroupBy(static row => row.WorkspaceKey)
            .Select(static rows => new { Count = rows.Count(), Size = rows.Sum(row => row.Size) })
            .SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return totals is null ? (0, 0) : (totals.Count, totals.Size);
    }
}
