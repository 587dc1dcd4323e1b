using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

internal sealed partial class EntityFrameworkStore
{
    public Task<bool> TryAddUploadAsync(LoraUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return database.ChangeAsync(
            (context, token) => Insertion.InsertAsync(context, () => AddAsync(context, LoraUploadRow.From(upload), token), again => FindConflictAsync(context, upload, again), token),
            (context, token) => HasUploadAsync(context, upload, token),
            cancellationToken);
    }

    public Task<LoraUpload?> FindUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) => database.RunAsync(
        async context => (await Upload(context, workspace, id).AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false))?.ToUpload(),
        cancellationToken);

    public async Task<LoraUpload?> FindUploadByClientKeyAsync(LoraWorkspaceId workspace, string clientKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clientKey);
        if (!SearchKey.IsStorable(clientKey))
        {
            return null;
        }

        var row = await database.RunAsync(
            context => Uploads(context, workspace).AsNoTracking().FirstOrDefaultAsync(row => row.ClientKey == clientKey, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return string.Equals(row?.ClientKey, clientKey, StringComparison.Ordinal) ? row!.ToUpload() : null;
    }

    public async Task<IReadOnlyList<LoraUpload>> ListUploadsAsync(LoraWorkspaceId workspace, string? owner, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        var ownerKey = LoraUploadRow.KeyOf(owner);
        var rows = await database.RunAsync(
            context => Uploads(context, workspace).AsNoTracking().Where(row => row.OwnerKey == ownerKey && row.State != LoraUploadState.Aborting)
                .OrderByDescending(static row => row.CreatedAt).ThenByDescending(static row => row.Id).Take(take).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => row.ToUpload());
    }

    public Task<bool> TryUpdateUploadAsync(LoraUpload upload, Guid expectedStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return database.ChangeAsync(
            async (context, token) => await Upload(context, upload.Workspace, upload.Id).Where(row => row.Stamp == expectedStamp)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(static r => r.State, upload.State)
                        .SetProperty(static r => r.ClientKey, upload.ClientKey)
                        .SetProperty(static r => r.MultipartId, upload.MultipartId)
                        .SetProperty(static r => r.ExpiresAt, upload.ExpiresAt)
                        .SetProperty(static r => r.Stamp, upload.Stamp),
                    token).ConfigureAwait(false) > 0,
            (context, token) => HasUploadAsync(context, upload, token),
            cancellationToken);
    }

    public async Task ExtendUploadAsync(LoraWorkspaceId workspace, LoraId id, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
        await database.RunAsync(
            context => Upload(context, workspace, id)
                .Where(row => (row.State == LoraUploadState.Open || row.State == LoraUploadState.Completing) && row.ExpiresAt < expiresAt)
                .ExecuteUpdateAsync(row => row.SetProperty(static r => r.ExpiresAt, expiresAt), cancellationToken),
            cancellationToken).ConfigureAwait(false);

    public Task<bool> TryRemoveUploadAsync(LoraWorkspaceId workspace, LoraId id, Guid expectedStamp, CancellationToken cancellationToken = default) => database.ChangeAsync(
        async (context, token) => await Upload(context, workspace, id).Where(row => row.Stamp == expectedStamp).ExecuteDeleteAsync(token).ConfigureAwait(false) > 0,
        async (context, token) => !await Upload(context, workspace, id).AnyAsync(token).ConfigureAwait(false),
        cancellationToken);

    public Task<bool> TryPromoteAsync(
        LoraRecord record, Guid expectedUploadStamp, LoraThumbnail? thumbnail = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.ChangeAsync(
            (context, token) => InTransactionAsync(context, () => PromoteAsync(context, record, expectedUploadStamp, thumbnail, token), token),

            // The transaction is atomic, so if the record exists, the session does not. The record may have been changed since, so its stamp is not compared.
            (context, token) => Record(context, record.Workspace, record.Id).AnyAsync(token),
            cancellationToken);
    }

    private async Task<bool> PromoteAsync(
        DbContext context, LoraRecord record, Guid expectedUploadStamp, LoraThumbnail? thumbnail, CancellationToken cancellationToken)
    {
        var taken = await Upload(context, record.Workspace, record.Id).Where(row => row.Stamp == expectedUploadStamp)
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        if (taken == 0)
        {
            // The same caller may retry after a lost response; its record has its own stamp.
            return await HasRecordAsync(context, record, cancellationToken).ConfigureAwait(false);
        }

        await InsertAsync(context, record, thumbnail, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Inserts a record with everything that is stored with it. Called in a transaction.</summary>
    private async Task InsertAsync(DbContext context, LoraRecord record, LoraThumbnail? thumbnail, CancellationToken cancellationToken)
    {
        var row = LoraRecordRow.From(record);
        context.Add(row);
        if (thumbnail is not null)
        {
            context.Add(ThumbnailRow.From(record, thumbnail));
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        if (index is not null)
        {
            await index.SaveAsync(context, row.WorkspaceKey, row.Id, row.SearchText, cancellationToken).ConfigureAwait(false);
        }

        await UsageTable.AddAsync(
            context, [RecordUsage.Of(row).Change(row.WorkspaceKey, 1)], cancellationToken, Logged(record.Workspace, record.Id, LoraChangeKind.Added), _signal.Statement).ConfigureAwait(false);
    }

    private static Task<int> AddAsync(DbContext context, object row, CancellationToken cancellationToken)
    {
        context.Add(row);
        return context.SaveChangesAsync(cancellationToken);
    }

    private static Task<bool> HasUploadAsync(DbContext context, LoraUpload upload, CancellationToken cancellationToken) =>
        Upload(context, upload.Workspace, upload.Id).AnyAsync(row => row.Stamp == upload.Stamp, cancellationToken);

    private static async Task<InsertConflict> FindConflictAsync(DbContext context, LoraUpload upload, CancellationToken cancellationToken)
    {
        var stamps = await Upload(context, upload.Workspace, upload.Id).Select(static row => row.Stamp)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        if (stamps is [var stamp])
        {
            return stamp == upload.Stamp ? InsertConflict.Itself : InsertConflict.Id;
        }

        var isKeyTaken = upload.ClientKey is { } key
            && await Uploads(context, upload.Workspace).AnyAsync(row => row.ClientKey == key, cancellationToken).ConfigureAwait(false);
        return isKeyTaken ? InsertConflict.Key : InsertConflict.None;
    }

    private static IQueryable<LoraUploadRow> Uploads(DbContext context, LoraWorkspaceId workspace)
    {
        var key = LoraStorageKey.Segment(workspace);
        return context.Set<LoraUploadRow>().Where(row => row.WorkspaceKey == key);
    }

    private static IQueryable<LoraUploadRow> Upload(DbContext context, LoraWorkspaceId workspace, LoraId id) =>
        Uploads(context, workspace).Where(row => row.Id == id.Value);
}
