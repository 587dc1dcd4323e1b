using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Throws an upload session away: first whoever else might work on it, then its bytes, then its row.</summary>
internal sealed class UploadRemoval(ManagerContext context)
{
    public async Task<LoraResult<LoraUploadStatus>> AbortAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken) =>
        await OptimisticRetry.RunAsync(context.Time, () => TryAbortAsync(workspace, id, cancellationToken), cancellationToken).ConfigureAwait(false) ?? UploadIssues.Busy;

    /// <summary>Throws away what this very call made. A failure is logged: the row stays and the sweeper finds it.</summary>
    /// <returns>Whether it is gone; no where somebody else was faster, too.</returns>
    public async Task<bool> TryRemoveAsync(LoraUpload upload)
    {
        try
        {
            if (await ClaimAsync(upload).ConfigureAwait(false) is { } claimed)
            {
                await RemoveBytesAndRowAsync(claimed).ConfigureAwait(false);
                return true;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            context.Log.UploadNotRemoved(upload.Id, upload.Workspace, exception);
        }

        return false;
    }

    /// <summary>Throws away a session whatever has become of it since, unless it is being completed. A failure is logged.</summary>
    public async Task TryAbortAsync(LoraUpload upload)
    {
        try
        {
            await AbortAsync(upload.Workspace, upload.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            context.Log.UploadNotRemoved(upload.Id, upload.Workspace, exception);
        }
    }

    private async Task<LoraResult<LoraUploadStatus>?> TryAbortAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken)
    {
        var upload = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return UploadIssues.NotFound;
        }

        if (upload.State == LoraUploadState.Completing && upload.ExpiresAt > context.Now())
        {
            return UploadIssues.Busy;
        }

        if (await ClaimAsync(upload).ConfigureAwait(false) is not { } claimed)
        {
            return null;
        }

        await RemoveBytesAndRowAsync(claimed).ConfigureAwait(false);
        return new LoraUploadStatus(claimed, []);
    }

    /// <summary>Closes the session for everybody else, and takes the lease; <see langword="null"/> if somebody was faster.</summary>
    public Task<LoraUpload?> ClaimAsync(LoraUpload upload) =>
        context.Store.TrySwapAsync(upload, upload with { State = LoraUploadState.Aborting, ClientKey = null, ExpiresAt = context.Now() + context.Options.Lease });

    /// <summary>
    /// Throws away what else storage began for the key of a session that has become an object: where an answer was lost, it was asked twice. What would not pass is
    /// logged; the comparison with storage finds it.
    /// </summary>
    /// <exception cref="LoraStorageException">Storage failed, and may work again in a moment.</exception>
    public async Task AbortOthersAsync(LoraUpload upload)
    {
        try
        {
            foreach (var other in await context.Files.ListUploadsAsync(upload.StorageKey, CancellationToken.None).ConfigureAwait(false))
            {
                if (!string.Equals(other, upload.MultipartId, StringComparison.Ordinal))
                {
                    await context.Files.AbortAsync(upload.StorageKey, other, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        catch (LoraStorageException exception) when (!exception.IsTransient)
        {
            context.Log.OthersNotRemoved(upload.Id, upload.Workspace, exception);
        }
    }

    public async Task RemoveBytesAndRowAsync(LoraUpload claimed)
    {
        if (claimed.MultipartId is not null)
        {
            await context.Files.AbortAsync(claimed.StorageKey, claimed.MultipartId, CancellationToken.None).ConfigureAwait(false);
        }

        foreach (var stray in await context.Files.ListUploadsAsync(claimed.StorageKey, CancellationToken.None).ConfigureAwait(false))
        {
            await context.Files.AbortAsync(claimed.StorageKey, stray, CancellationToken.None).ConfigureAwait(false);
        }

        await context.Files.DeleteAsync(claimed.StorageKey, CancellationToken.None).ConfigureAwait(false);
        await context.Store.TryRemoveUploadAsync(claimed.Workspace, claimed.Id, claimed.Stamp, CancellationToken.None).ConfigureAwait(false);
        context.Log.UploadRemoved(claimed.Id, claimed.Workspace);
        context.Metrics.Removed();
    }
}
