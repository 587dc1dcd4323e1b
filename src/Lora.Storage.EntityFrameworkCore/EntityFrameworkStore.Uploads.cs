using Lora.Catalog;
using Lora.Files;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Lora.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

internal sealed partial class EntityFrameworkStore
{
    public async Task AddUploadAsync(LoraUpload upload, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        await database.ChangeAsync(
            async (context, token) =>
            {
                context.Add(LoraUploadRow.From(upload));
                try
                {
                    await context.SaveChangesAsync(token).ConfigureAwait(false);
                }
                catch (DbUpdateException exception)
                {
                    // Only the row itself tells a taken id from a lost answer on every database.
                    var stamps = await context.Set<LoraUploadRow>().Where(row => row.Id == upload.Id.Value).Select(static row => row.Stamp)
                        .ToListAsync(token).ConfigureAwait(false);
                    if (stamps is [var stamp] && stamp != upload.Stamp)
                    {
                        throw DatabaseFailure.Refused(exception);
                    }

                    if (stamps.Count == 0)
                    {
                        throw;
                    }
                }

                return true;
            },
            (context, token) => HasUploadAsync(context, upload, token),
            cancellationToken).ConfigureAwait(false);
    }

    public Task<LoraUpload?> FindUploadAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) => database.RunAsync(
        async context => (await Upload(context, workspace, id).AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false))?.ToUpload(),
        cancellationToken);

    public Task<bool> TryUpdateUploadAsync(LoraUpload upload, Guid expectedStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return database.ChangeAsync(
            async (context, token) => await Upload(context, upload.Workspace, upload.Id).Where(row => row.Stamp == expectedStamp)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(static r => r.State, upload.State)
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

    public Task<bool> TryPromoteAsync(LoraRecord record, Guid expectedUploadStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.ChangeAsync(
            (context, token) => PromoteAsync(context, record, expectedUploadStamp, token),

            // The transaction is whole or not at all: where the record is, the session is gone. Somebody may have renamed it since, so its stamp is not asked.
            (context, token) => Record(context, record.Workspace, record.Id).AnyAsync(token),
            cancellationToken);
    }

    public async Task<IReadOnlyList<LoraUpload>> ListExpiredUploadsAsync(DateTimeOffset now, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        var rows = await database.RunAsync(
            context => context.Set<LoraUploadRow>().AsNoTracking().Where(row => row.ExpiresAt <= now)
                .OrderBy(static row => row.ExpiresAt).ThenBy(static row => row.Id).Take(take).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => row.ToUpload());
    }

    public async Task<IReadOnlyList<LoraRecord>> ListDeletingAsync(DateTimeOffset changedBefore, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        var rows = await database.RunAsync(
            context => context.Set<LoraRecordRow>().AsNoTracking().Where(row => row.State == LoraState.Deleting && row.StateChangedAt <= changedBefore)
                .OrderBy(static row => row.StateChangedAt).ThenBy(static row => row.Id).Take(take).ToListAsync(cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => row.ToRecord());
    }

    public Task<IReadOnlyList<LoraRecord>> ListUnexaminedAsync(LoraId? after, int take, CancellationToken cancellationToken = default) =>
        ListByIdAsync(static rows => rows.Where(static row => !row.IsInspected || row.Sha256 == null), after, take, cancellationToken);

    public Task<IReadOnlyList<LoraRecord>> ListReadyAsync(LoraId? after, int take, CancellationToken cancellationToken = default) =>
        ListByIdAsync(static rows => rows, after, take, cancellationToken);

    private async Task<IReadOnlyList<LoraRecord>> ListByIdAsync(
        Func<IQueryable<LoraRecordRow>, IQueryable<LoraRecordRow>> filter, LoraId? after, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        var rows = await database.RunAsync(
            context =>
            {
                var ready = filter(context.Set<LoraRecordRow>().AsNoTracking().Where(static row => row.State == LoraState.Ready));
                return (after is { Value: var id } ? ready.Where(row => row.Id > id) : ready).OrderBy(static row => row.Id).Take(take).ToListAsync(cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => row.ToRecord());
    }

    private static async Task<bool> PromoteAsync(DbContext context, LoraRecord record, Guid expectedUploadStamp, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var taken = await Upload(context, record.Workspace, record.Id).Where(row => row.Stamp == expectedUploadStamp)
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            if (taken == 0)
            {
                // The same caller may ask again after an answer got lost; its record carries its own stamp.
                return await HasRecordAsync(context, record, cancellationToken).ConfigureAwait(false);
            }

            context.Add(LoraRecordRow.From(record));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private static Task<bool> HasUploadAsync(DbContext context, LoraUpload upload, CancellationToken cancellationToken) =>
        Upload(context, upload.Workspace, upload.Id).AnyAsync(row => row.Stamp == upload.Stamp, cancellationToken);

    private static IQueryable<LoraUploadRow> Upload(DbContext context, LoraWorkspaceId workspace, LoraId id)
    {
        var key = LoraStorageKey.Segment(workspace);
        return context.Set<LoraUploadRow>().Where(row => row.WorkspaceKey == key && row.Id == id.Value);
    }
}
