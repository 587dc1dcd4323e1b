using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>Reconciliation with storage.</content>
internal sealed partial class EntityFrameworkStore
{
    private const int MostKeys = 1000;

    public async Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraRecord? after, int take, CancellationToken cancellationToken = default)
    {
        var rows = await ListByWorkspaceAsync(
            workspace: null, after?.Workspace, after?.Id, take, static rows => rows.AsNoTracking().Where(static row => row.State == LoraState.Ready), cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => row.ToRecord());
    }

    public async Task<IReadOnlyList<LoraFileReference>> ListFilesAsync(
        LoraWorkspaceId? workspace, LoraFileReference? after, int take, CancellationToken cancellationToken = default)
    {
        var rows = await ListByWorkspaceAsync(
            workspace,
            after?.Workspace,
            after?.Id,
            take,
            static rows => rows.Select(static row => new { row.Workspace, row.Id, row.Name, row.StorageKey, row.Size, row.State }),
            cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => new LoraFileReference(new LoraWorkspaceId(row.Workspace), new LoraId(row.Id), row.Name, row.StorageKey, row.Size, row.State));
    }

    /// <summary>Reads a page in the order of the key, which begins with the workspace: first the rest of a workspace, then the following ones. Each is a range of the key's index.</summary>
    private async Task<List<T>> ListByWorkspaceAsync<T>(
        LoraWorkspaceId? workspace, LoraWorkspaceId? last, LoraId? id, int take, Func<IQueryable<LoraRecordRow>, IQueryable<T>> select, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        var own = workspace is { } one ? LoraStorageKey.Segment(one) : null;
        var (key, after) = (last is { } previous ? LoraStorageKey.Segment(previous) : own, id?.Value ?? Guid.Empty);
        var page = new List<T>();
        if (key is not null)
        {
            page = await database.RunAsync(
                context => select(context.Set<LoraRecordRow>().Where(row => row.WorkspaceKey == key && row.Id > after).OrderBy(static row => row.Id)).Take(take).ToListAsync(cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }

        if (page.Count < take && own is null)
        {
            var (start, rest) = (key ?? string.Empty, take - page.Count);
#pragma warning disable CA1309, CA1310, MA0001, MA0006 // The database compares, as in the order.
            page.AddRange(await database.RunAsync(
                context => select(context.Set<LoraRecordRow>().Where(row => string.Compare(row.WorkspaceKey, start) > 0).OrderBy(static row => row.WorkspaceKey).ThenBy(static row => row.Id))
                    .Take(rest).ToListAsync(cancellationToken),
                cancellationToken).ConfigureAwait(false));
#pragma warning restore CA1309, CA1310, MA0001, MA0006
        }

        return page;
    }

    public async Task<bool> TryAddAsync(LoraRecord record, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var added = await database.ChangeAsync(
            async (context, token) => !await IsReferencedAsync(context, record, token).ConfigureAwait(false)
                && await Insertion.InsertAsync(
                    context,
                    () => InTransactionAsync(context, () => InsertedAsync(context, record, thumbnail, token), token),
                    again => FindConflictAsync(context, record, again),
                    token).ConfigureAwait(false),
            (context, token) => HasRecordAsync(context, record, token),
            cancellationToken).ConfigureAwait(false);

        // The database keeps keys apart within a workspace only. If two workspaces add the same key at the same time, at least the later one finds the other's row now.
        if (added && await database.RunAsync(context => IsReferencedAsync(context, record, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            await TryRemoveAsync(record.Workspace, record.Id, record.Stamp, cancellationToken).ConfigureAwait(false);
            return false;
        }

        return added;
    }

    private async Task<bool> InsertedAsync(DbContext context, LoraRecord record, LoraThumbnail? thumbnail, CancellationToken cancellationToken)
    {
        await InsertAsync(context, record, thumbnail, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // A session's row exists before its object and until its record exists. So a caller that has seen the object finds one of the two.
    private static async Task<bool> IsReferencedAsync(DbContext context, LoraRecord record, CancellationToken cancellationToken) =>
        await context.Set<LoraUploadRow>().AnyAsync(row => row.StorageKey == record.StorageKey, cancellationToken).ConfigureAwait(false)
        || await context.Set<LoraRecordRow>().AnyAsync(row => row.StorageKey == record.StorageKey && row.Id != record.Id.Value, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<LoraReferencedKey>> FindReferencedKeysAsync(IReadOnlyCollection<string> storageKeys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(storageKeys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(storageKeys.Count, MostKeys, nameof(storageKeys));
        string[] keys = [.. storageKeys.Where(SearchKey.IsStorable).Distinct(StringComparer.Ordinal)];
        return await database.RunAsync(
            async context =>
            {
                // Sessions first: one that becomes a record between the two queries is then found twice instead of never.
                var uploads = await context.Set<LoraUploadRow>().Where(row => EF.Parameter(keys).Contains(row.StorageKey))
                    .Select(static row => new { row.StorageKey, row.MultipartId }).ToListAsync(cancellationToken).ConfigureAwait(false);
                var records = await context.Set<LoraRecordRow>().Where(row => EF.Parameter(keys).Contains(row.StorageKey))
                    .Select(static row => row.StorageKey).ToListAsync(cancellationToken).ConfigureAwait(false);
                var uploaded = uploads.ToLookup(static upload => upload.StorageKey, static upload => upload.MultipartId, StringComparer.Ordinal);
                var recorded = records.ToHashSet(StringComparer.Ordinal);
                return keys.Where(key => recorded.Contains(key) || uploaded.Contains(key))
                    .Select(key => new LoraReferencedKey(key, recorded.Contains(key), uploaded.Contains(key), uploaded[key].FirstOrDefault())).ToList();
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<string, LoraWorkspaceId>> FindWorkspacesAsync(
        IReadOnlyCollection<string> segments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segments.Count, MostKeys, nameof(segments));
        string[] keys = [.. segments.Where(SearchKey.IsStorable).Distinct(StringComparer.Ordinal)];
        var found = await database.RunAsync(
            context => context.Set<LoraUploadRow>().Where(row => EF.Parameter(keys).Contains(row.WorkspaceKey)).Select(static row => new { row.WorkspaceKey, row.Workspace })
                .Union(context.Set<LoraRecordRow>().Where(row => EF.Parameter(keys).Contains(row.WorkspaceKey)).Select(static row => new { row.WorkspaceKey, row.Workspace }))
                .ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        var asked = keys.ToHashSet(StringComparer.Ordinal);
        return found.Where(row => asked.Contains(row.WorkspaceKey)).DistinctBy(static row => row.WorkspaceKey, StringComparer.Ordinal)
            .ToDictionary(static row => row.WorkspaceKey, static row => new LoraWorkspaceId(row.Workspace), StringComparer.Ordinal);
    }

    private static async Task<InsertConflict> FindConflictAsync(DbContext context, LoraRecord record, CancellationToken cancellationToken)
    {
        var rows = await Records(context, record.Workspace).Where(row => row.Id == record.Id.Value || row.StorageKey == record.StorageKey)
            .Select(static row => new { row.Id, row.StorageKey, row.Stamp }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return rows switch
        {
            [] => InsertConflict.None,
            _ when rows.Exists(row => row.Id == record.Id.Value && row.Stamp == record.Stamp) => InsertConflict.Itself,
            _ when rows.Exists(row => row.Id != record.Id.Value || string.Equals(row.StorageKey, record.StorageKey, StringComparison.Ordinal)) => InsertConflict.Key,
            _ => InsertConflict.Id,
        };
    }
}
