using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore;

/// <content>Operations on a whole workspace.</content>
internal sealed partial class EntityFrameworkStore
{
    public Task<int> MoveWorkspaceAsync(LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken = default) => database.RunAsync(
        context => context.Database.CreateExecutionStrategy().ExecuteAsync(token => MoveAsync(context, from, to, token), cancellationToken),
        cancellationToken);

    private static async Task<int> MoveAsync(DbContext context, LoraWorkspaceId from, LoraWorkspaceId to, CancellationToken cancellationToken)
    {
        var (old, key, name) = (LoraStorageKey.Segment(from), LoraStorageKey.Segment(to), to.Value);
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await Uploads(context, from)
                .ExecuteUpdateAsync(change => change.SetProperty(static row => row.WorkspaceKey, key).SetProperty(static row => row.Workspace, name), cancellationToken).ConfigureAwait(false);
            await context.Set<AuditEventRow>().Where(row => row.WorkspaceKey == old)
                .ExecuteUpdateAsync(change => change.SetProperty(static row => row.WorkspaceKey, key).SetProperty(static row => row.Workspace, name), cancellationToken).ConfigureAwait(false);
            var moved = await Records(context, from)
                .ExecuteUpdateAsync(change => change.SetProperty(static row => row.WorkspaceKey, key).SetProperty(static row => row.Workspace, name), cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return moved;
        }
    }
}
