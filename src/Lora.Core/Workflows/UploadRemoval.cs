using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Aborts an upload session: claims it, then removes its bytes, then its row.</summary>
internal sealed class UploadRemoval(ManagerContext context)
{
    public async Task<LoraResult<LoraUploadStatus>> AbortAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken) =>
        await OptimisticRetry.RunAsync(context.Time, () => TryAbortAsync(workspace, id, cancellationToken), cancellationToken).ConfigureAwait(false) ?? UploadIssues.Busy;

    /// <summary>Aborts a session that this caller created. A failure is logged: the row stays and the sweeper finds it.</summary>
    /// <returns>Whether it was removed; <see langword="false"/> also if another caller was faster.</returns>
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

    /// <summary>Aborts a session in its current state, unless it is being completed. A failure is logged.</summary>
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

    /// <summary>Closes the session for other callers and acquires the lease; returns <see langword="null"/> if another caller was faster.</summary>
    public Task<LoraUpload?> ClaimAsync(LoraUpload upload) =>
        context.Store.TrySwapAsync(upload, upload with { State = LoraUploadState.Aborting, ClientKey = null, ExpiresAt = context.Now() + context.Options.Lease });

    /// <summary>
    /// Aborts the multipart uploads that storage still has for the key of a completed session: a second one that was started because a response was lost, or the rest of the
    /// session's own one if a crash interrupted its removal. A failure is logged; reconciliation finds the upload.
    /// </summary>
    /// <exception cref="LoraStorageException">Storage failed temporarily.</exception>
    public async Task AbortLeftoversAsync(LoraUpload upload)
    {
        try
        {
            foreach (var leftover in await context.Files.ListUploadsAsync(upload.StorageKey, CancellationToken.None).ConfigureAwait(false))
            {
                await context.Files.AbortAsync(upload.StorageKey, leftover, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (LoraStorageException exception) when (!exception.IsTransient)
        {
            context.Log.LeftoversNotRemoved(upload.Id, upload.Workspace, exception);
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
