using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Deletes a LoRA: hides it, removes the object, removes the row.</summary>
internal sealed class Deletion(ManagerContext context)
{
    public async Task<LoraResult<LoraRecord>> DeleteAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken) =>
        await OptimisticRetry.RunAsync(context.Time, () => TryDeleteAsync(workspace, id, cancellationToken), cancellationToken).ConfigureAwait(false) ?? OptimisticRetry.Conflict;

    /// <summary>Hides the LoRA and acquires the lease; returns <see langword="null"/> if another caller was faster.</summary>
    public Task<LoraRecord?> ClaimAsync(LoraRecord record) =>
        context.Store.TrySwapAsync(record, record with { State = LoraState.Deleting, ClientKey = null, StateChangedAt = context.Now() });

    /// <summary>Finishes a delete that another caller started.</summary>
    public async Task FinishAsync(LoraRecord claimed)
    {
        await context.Files.DeleteAsync(claimed.StorageKey, CancellationToken.None).ConfigureAwait(false);
        await RemoveRowAsync(claimed).ConfigureAwait(false);
        if (!context.Deletes.Contains(claimed.Id))
        {
            await context.Audit
                .RecordAsync(claimed.Workspace, userId: null, LoraAuditAction.Deleted, claimed.Id, claimed.Name, LoraAuditOutcome.Succeeded, code: null).ConfigureAwait(false);
        }
    }

    private async Task<LoraResult<LoraRecord>?> TryDeleteAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken)
    {
        var record = await context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        if (record is not { State: LoraState.Ready or LoraState.Missing })
        {
            return LoraManager.NotFound;
        }

        if (await ClaimAsync(record).ConfigureAwait(false) is not { } claimed)
        {
            return null;
        }

        context.Deletes.TryAdd(claimed.Id);
        await RemoveObjectAsync(claimed, record).ConfigureAwait(false);
        await TryRemoveRowAsync(claimed).ConfigureAwait(false);
        return record;
    }

    private async Task RemoveObjectAsync(LoraRecord claimed, LoraRecord before)
    {
        try
        {
            await context.Files.DeleteAsync(claimed.StorageKey, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (await IsGoneAsync(claimed).ConfigureAwait(false))
            {
                return;
            }

            context.Deletes.Remove(claimed.Id);
            context.Log.DeleteRefused(claimed.Id, claimed.Workspace, exception);
            await context.Store.TrySwapAsync(claimed, before with { StateChangedAt = context.Now() }).ConfigureAwait(false);
            throw new LoraStorageException(
                LoraErrorCodes.DeleteFailed, $"The file storage didn't delete “{claimed.Name}”. Try again in a moment.", isTransient: true, exception);
        }
    }

    /// <summary>Returns whether storage confirms that the object no longer exists.</summary>
    private async Task<bool> IsGoneAsync(LoraRecord claimed)
    {
        try
        {
            return await context.Files.FindAsync(claimed.StorageKey, CancellationToken.None).ConfigureAwait(false) is null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    private async Task TryRemoveRowAsync(LoraRecord claimed)
    {
        try
        {
            await RemoveRowAsync(claimed).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            context.Log.RowNotRemoved(claimed.Id, claimed.Workspace, exception);
        }
    }

    /// <summary>Without its object, the LoRA stays hidden even if its row cannot be removed now, so subscribers are notified in any case.</summary>
    private async Task RemoveRowAsync(LoraRecord claimed)
    {
        try
        {
            if (await context.Store.TryRemoveAsync(claimed.Workspace, claimed.Id, claimed.Stamp, CancellationToken.None).ConfigureAwait(false))
            {
                context.Log.Deleted(claimed.Id, claimed.Workspace);
            }
        }
        finally
        {
            context.NotifyRemoved(claimed.Workspace, claimed.Id);
        }
    }
}
