using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>Lists across workspaces, in the order of ids.</content>
internal sealed partial class EntityFrameworkStore
{
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

    public async Task<IReadOnlyList<LoraRecord>> ListUnanalyzedAsync(LoraId? after, int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(take);
        var rows = await database.RunAsync(
            context =>
            {
                var all = context.Set<LoraRecordRow>().AsNoTracking().Where(static row => row.State == LoraState.Ready && row.NeedsAnalysis);
                return (after is { Value: var id } ? all.Where(row => row.Id > id) : all).OrderBy(static row => row.Id).Take(take).ToListAsync(cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(static row => row.ToRecord());
    }
}
