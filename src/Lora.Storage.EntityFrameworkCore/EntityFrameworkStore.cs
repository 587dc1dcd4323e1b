using System.Data.Common;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Lora.Storage.EntityFrameworkCore.Queries;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <summary>Stores records and upload sessions in a relational database. A change is one statement that compares the expected stamp, or one transaction.</summary>
/// <param name="database">Runs the operations.</param>
/// <param name="prepare">Prepares the database at startup; <see langword="null"/> if the host does.</param>
/// <param name="index">The full-text index; <see langword="null"/> if the database has none.</param>
/// <param name="signal">Signals that there may be changes of other servers. Default: <see langword="null"/>, once per second.</param>
internal sealed partial class EntityFrameworkStore(
    LoraDatabase database, Func<DbContext, CancellationToken, Task>? prepare = null, TextIndex? index = null, ChangeSignal? signal = null) : ILoraStore, ILoraAuditStore
{
    /// <summary>Receives the progress of an upgrade.</summary>
    public UpgradeReport? Report { get; set; }

    /// <summary>Prepares the database at startup.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => database.RunAsync(
        async context =>
        {
            if (prepare is not null)
            {
                await prepare(context, cancellationToken).ConfigureAwait(false);
                return true;
            }

            try
            {
                await RowUpgrade.RunAsync(context, index, Report, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException)
            {
                // The host has not applied its migrations yet. The first operation reports this.
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

                var rows = await Records(context, workspace).AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
                return rows.Where(static row => row.State == LoraState.Ready).OrderBy(row => Array.IndexOf(ids, row.Id)).Select(static row => row.ToRecord()).ToList();
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<LoraItem>> FindByPairKeyAsync(LoraWorkspaceId workspace, long pairKey, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        var rows = await database.RunAsync(
            context => Ready(context, workspace).AsNoTracking().Where(row => row.PairKey == pairKey).Take(take).Cards().ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => row.ToItem());
    }

    /// <summary>Reads both tables in one statement, because a promotion moves a file from one to the other and it must count once.</summary>
    public async Task<LoraUsage> GetUsageAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default)
    {
        var key = LoraStorageKey.Segment(workspace);
        var sums = await database.RunAsync(
            context => Uploads(context, workspace).Where(static row => row.State != LoraUploadState.Aborting).Select(static row => new { IsUpload = true, Count = 1L, row.Size })
                .Concat(context.Set<UsageRow>().Where(row => row.WorkspaceKey == key && row.State != LoraState.Deleting).Select(static row => new { IsUpload = false, row.Count, Size = row.Bytes }))
                .GroupBy(static row => row.IsUpload)
                .Select(static rows => new { IsUpload = rows.Key, Count = rows.Sum(row => row.Count), Size = rows.Sum(row => row.Size) })
                .ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        var loras = sums.Find(static sum => !sum.IsUpload);
        var uploads = sums.Find(static sum => sum.IsUpload);
        return new LoraUsage((int)(loras?.Count ?? 0), loras?.Size ?? 0, (int)(uploads?.Count ?? 0), uploads?.Size ?? 0);
    }

    public async Task<LoraPage<LoraItem>> QueryAsync(LoraWorkspaceId workspace, LoraQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, LoraQuery.MaxTake, nameof(query));
        var key = LoraStorageKey.Segment(workspace);
        return await database.RunAsync(context => new RecordPage(context, key, query, index).ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken = default)
    {
        var key = LoraStorageKey.Segment(workspace);
        var rows = await database.RunAsync(
            context => context.Set<UsageRow>().AsNoTracking().Where(row => row.WorkspaceKey == key && row.State != LoraState.Deleting && row.Count > 0).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return rows.SelectMany(static row => FactsColumns.FamiliesIn(row.FamilyKeys).Select(family => (Family: family, row.Count)))
            .GroupBy(static one => one.Family, StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => (int)same.Sum(one => one.Count), StringComparer.Ordinal);
    }

    public Task<bool> TryUpdateAsync(LoraRecord record, Guid expectedStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.ChangeAsync(
            (context, token) => InTransactionAsync(context, () => UpdateAsync(context, record, expectedStamp, token), token),
            (context, token) => HasRecordAsync(context, record, token),
            cancellationToken);
    }

    public Task<bool> TryRemoveAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default) => database.ChangeAsync(
        (context, token) => InTransactionAsync(context, () => RemoveAsync(context, workspace, id, expectedStamp, token), token),
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
                context => context.Database.CreateExecutionStrategy().ExecuteAsync(
                    token => InTransactionAsync(context, () => MarkUsedAsync(context, workspace, id, usedAt, token), token), cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> MarkUsedAsync(DbContext context, LoraWorkspaceId workspace, LoraId id, DateTimeOffset usedAt, CancellationToken cancellationToken)
    {
        var marked = await Record(context, workspace, id).Where(static row => row.State == LoraState.Ready)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(static r => r.UseCount, static r => r.UseCount + 1)
                    .SetProperty(static r => r.LastUsedAt, r => r.LastUsedAt == null || r.LastUsedAt < usedAt ? usedAt : r.LastUsedAt),
                cancellationToken).ConfigureAwait(false);
        if (marked == 0)
        {
            return false;
        }

        await UsageTable.AddAsync(context, [], cancellationToken, Logged(workspace, id, LoraChangeKind.Used), _signal.Statement).ConfigureAwait(false);
        return true;
    }

    /// <summary>Commits only if the action returns <see langword="true"/>.</summary>
    private static async Task<bool> InTransactionAsync(DbContext context, Func<Task<bool>> action, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (!await action().ConfigureAwait(false))
            {
                return false;
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private async Task<bool> UpdateAsync(DbContext context, LoraRecord record, Guid expectedStamp, CancellationToken cancellationToken)
    {
        // The values that count change only together with the stamp, so they are still the same when the stamp is compared again.
        var row = LoraRecordRow.From(record);
        if (await FindUsageAsync(context, record.Workspace, record.Id, expectedStamp, cancellationToken).ConfigureAwait(false) is not { } old)
        {
            return false;
        }

        var updated = await Record(context, record.Workspace, record.Id).Where(current => current.Stamp == expectedStamp)
            .ExecuteUpdateAsync(
                change => RecordSetters.Set(change, row, index)
                    .SetProperty(static r => r.Name, row.Name)
                    .SetProperty(static r => r.NameKey, row.NameKey)
                    .SetProperty(static r => r.ClientKey, row.ClientKey)
                    .SetProperty(static r => r.Facts, row.Facts)
                    .SetProperty(static r => r.State, row.State)
                    .SetProperty(static r => r.StateChangedAt, row.StateChangedAt)
                    .SetProperty(static r => r.Stamp, row.Stamp),
                cancellationToken).ConfigureAwait(false);
        if (updated == 0)
        {
            return false;
        }

        if (index is not null && !string.Equals(old.SearchText, row.SearchText, StringComparison.Ordinal))
        {
            await index.SaveAsync(context, row.WorkspaceKey, row.Id, row.SearchText, cancellationToken).ConfigureAwait(false);
        }

        // The size of a file never changes.
        var changed = RecordUsage.Of(row) with { Size = old.Size };
        var isHidden = old.State is LoraState.Deleting || row.State is LoraState.Deleting;
        var logged = isHidden ? null : Logged(record.Workspace, record.Id, LoraChangeKind.Updated);
        await UsageTable.AddAsync(context, [old.Change(row.WorkspaceKey, -1), changed.Change(row.WorkspaceKey, 1)], cancellationToken, logged, _signal.Statement).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> RemoveAsync(DbContext context, LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken)
    {
        var key = LoraStorageKey.Segment(workspace);
        if (await FindUsageAsync(context, workspace, id, expectedStamp, cancellationToken).ConfigureAwait(false) is not { } old)
        {
            return false;
        }

        if (index is not null)
        {
            await index.RemoveAsync(context, key, id.Value, cancellationToken).ConfigureAwait(false);
        }

        if (await Record(context, workspace, id).Where(row => row.Stamp == expectedStamp).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 0)
        {
            return false;
        }

        await Thumbnails(context, workspace, id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await UsageTable.AddAsync(context, [old.Change(key, -1)], cancellationToken, Logged(workspace, id, LoraChangeKind.Removed), _signal.Statement).ConfigureAwait(false);
        return true;
    }

    private static Task<RecordUsage?> FindUsageAsync(DbContext context, LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken) =>
        Record(context, workspace, id).Where(row => row.Stamp == expectedStamp)
            .Select(static row => new RecordUsage(row.State, row.FilterKey, row.FamilyKeys, row.Role, row.Size, row.SearchText, row.Card != null)).SingleOrDefaultAsync(cancellationToken);

    private static IQueryable<LoraRecordRow> Records(DbContext context, LoraWorkspaceId workspace)
    {
        var key = LoraStorageKey.Segment(workspace);
        return context.Set<LoraRecordRow>().Where(row => row.WorkspaceKey == key);
    }

    private static IQueryable<LoraRecordRow> Ready(DbContext context, LoraWorkspaceId workspace) =>
        Records(context, workspace).Where(static row => row.State == LoraState.Ready);

    private static IQueryable<LoraRecordRow> Record(DbContext context, LoraWorkspaceId workspace, LoraId id) =>
        Records(context, workspace).Where(row => row.Id == id.Value);

    private static Task<bool> HasRecordAsync(DbContext context, LoraRecord record, CancellationToken cancellationToken) =>
        Record(context, record.Workspace, record.Id).AnyAsync(row => row.Stamp == record.Stamp, cancellationToken);
}
