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
                .Join(context.Set<ThumbnailRow>(), static record => record.Id, static thumbnail => thumbnail.LoraId, static (_, thumbnail) => thumbnail)
                .AsNoTracking().SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return row is null ? null : new LoraThumbnail(row.MediaType, row.Content);
        },
        cancellationToken);

    public Task<bool> TryUpdateWithThumbnailAsync(
        LoraRecord record, LoraThumbnail? thumbnail, Guid expectedStamp, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        return database.ChangeAsync(
            (context, token) => UpdateAsync(context, record, thumbnail, expectedStamp, token),
            (context, token) => HasRecordAsync(context, record, token),
            cancellationToken);
    }

    private static async Task<bool> UpdateAsync(
        DbContext context, LoraRecord record, LoraThumbnail? thumbnail, Guid expectedStamp, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // The record first: its lock keeps two updates from replacing the thumbnail at the same time.
            if (!await UpdateAsync(context, record, expectedStamp, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            await context.Set<ThumbnailRow>().Where(row => row.LoraId == record.Id.Value).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            if (thumbnail is not null)
            {
                context.Add(ThumbnailRow.From(record.Id.Value, thumbnail));
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private static object[] NewRows(LoraRecord record, LoraThumbnail? thumbnail) => thumbnail is null
        ? [LoraRecordRow.From(record)]
        : [LoraRecordRow.From(record), ThumbnailRow.From(record.Id.Value, thumbnail)];
}
