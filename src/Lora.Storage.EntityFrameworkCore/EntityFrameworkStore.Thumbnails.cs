using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>Thumbnails. They are written in the same transaction as the facts of their record.</content>
internal sealed partial class EntityFrameworkStore
{
    public Task<LoraThumbnail?> FindThumbnailAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) => database.RunAsync(
        async context =>
        {
            var row = await Record(context, workspace, id).Where(static record => record.State == LoraState.Ready)
                .Join(Thumbnails(context, workspace, id), static record => record.Id, static thumbnail => thumbnail.LoraId, static (_, thumbnail) => thumbnail)
                .AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return row is null ? null : new LoraThumbnail(row.MediaType, row.Content);
        },
        cancellationToken);

    public Task<bool> TryUpdateWithThumbnailAsync(
        LoraRecord record, LoraThumbnail? thumbnail, Guid expectedStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.ChangeAsync(
            (context, token) => InTransactionAsync(context, () => UpdateAsync(context, record, thumbnail, expectedStamp, token), token),
            (context, token) => HasRecordAsync(context, record, token),
            cancellationToken);
    }

    private async Task<bool> UpdateAsync(
        DbContext context, LoraRecord record, LoraThumbnail? thumbnail, Guid expectedStamp, CancellationToken cancellationToken)
    {
        // The record first: its lock keeps two updates from replacing the thumbnail at the same time.
        if (!await UpdateAsync(context, record, expectedStamp, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await Thumbnails(context, record.Workspace, record.Id).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        if (thumbnail is not null)
        {
            context.Add(ThumbnailRow.From(record, thumbnail));
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static IQueryable<ThumbnailRow> Thumbnails(DbContext context, LoraWorkspaceId workspace, LoraId id)
    {
        var key = LoraStorageKey.Segment(workspace);
        return context.Set<ThumbnailRow>().Where(row => row.WorkspaceKey == key && row.LoraId == id.Value);
    }
}
