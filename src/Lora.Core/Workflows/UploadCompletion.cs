using Lora.Inspection;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>
/// Turns a session into a LoRA. Every step can run twice and on two servers at once: completing the multipart upload is the commit point of the bytes,
/// and the one transaction that replaces the session with the record is the commit point of the LoRA.
/// </summary>
internal sealed class UploadCompletion(ManagerContext context, UploadSessions sessions, UploadRemoval removal, FileAnalysis analysis)
{
    /// <summary>How often a caller checks whether another one has completed the upload: for about 15 seconds.</summary>
    private const int MaxLooks = 40;

    public async Task<LoraResult<LoraRecord>> CompleteAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken) =>
        await OptimisticRetry.RunAsync(context.Time, () => TryCompleteAsync(caller, id, cancellationToken), cancellationToken).ConfigureAwait(false) ?? UploadIssues.Busy;

    private async Task<LoraResult<LoraRecord>?> TryCompleteAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken)
    {
        var workspace = caller.Workspace;
        var upload = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        if (upload is null)
        {
            return await FindReadyAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { } done ? done : UploadIssues.NotFound;
        }

        if (upload.State == LoraUploadState.Aborting)
        {
            return UploadIssues.Closed(upload.State);
        }

        if (upload.State == LoraUploadState.Completing && upload.ExpiresAt > context.Now())
        {
            return await WaitForWinnerAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        }

        var stored = await StoredAsync(upload, cancellationToken).ConfigureAwait(false);
        if (upload.State == LoraUploadState.Open && FindConflict(upload, stored) is { } conflict)
        {
            // Another caller may have completed the upload between the two reads, which removed the parts from storage.
            var present = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
            return present?.Stamp == upload.Stamp ? (LoraResult<LoraRecord>)conflict : null;
        }

        return await ClaimAsync(upload).ConfigureAwait(false) is { } claimed ? await FinishAsync(claimed, upload.Parts, stored, caller.UserId).ConfigureAwait(false) : null;
    }

    /// <summary>Closes the session for parts and acquires the lease; returns <see langword="null"/> if another caller was faster.</summary>
    public Task<LoraUpload?> ClaimAsync(LoraUpload upload) =>
        context.Store.TrySwapAsync(upload, upload with { State = LoraUploadState.Completing, ExpiresAt = context.Now() + context.Options.Lease });

    /// <summary>Returns the parts that are completely stored; <see langword="null"/> if storage does not have the multipart upload.</summary>
    public async Task<IReadOnlyList<LoraFilePart>?> StoredAsync(LoraUpload upload, CancellationToken cancellationToken) =>
        upload.MultipartId is not null
        && await context.Files.ListPartsAsync(upload.StorageKey, upload.MultipartId, cancellationToken).ConfigureAwait(false) is { } stored
            ? await sessions.WholeAsync(upload, stored, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Finishes the completion. Cannot be canceled: a client that disconnects must not leave it incomplete.</summary>
    /// <param name="claimed">The session, which this caller has claimed.</param>
    /// <param name="parts">The part plan, with the actual size.</param>
    /// <param name="stored">The parts in storage; <see langword="null"/> if storage does not have the multipart upload.</param>
    /// <param name="userId">The user who completes the upload, for the audit event; <see langword="null"/> for the application itself.</param>
    /// <param name="hashes">The hashes, if the bytes were received in order.</param>
    public async Task<LoraResult<LoraRecord>> FinishAsync(
        LoraUpload claimed, LoraPartPlan parts, IReadOnlyList<LoraFilePart>? stored, string? userId, LoraHashes? hashes = null)
    {
        LoraStorageException? doubt = null;
        if (stored is not null)
        {
            try
            {
                var complete = context.Files.CompleteAsync(claimed.StorageKey, claimed.MultipartId!, parts, stored, CancellationToken.None);
                await HoldLeaseAsync(claimed, complete).ConfigureAwait(false);
            }
            catch (LoraStorageException exception)
            {
                context.Log.CompleteUncertain(claimed.Id, claimed.Workspace, exception);
                doubt = exception;
            }
        }

        var file = await context.Files.FindAsync(claimed.StorageKey, CancellationToken.None).ConfigureAwait(false);
        if (file is null)
        {
            return await FailAsync(claimed, doubt).ConfigureAwait(false);
        }

        if (file.Size != parts.Size)
        {
            context.Log.SizeMismatch(claimed.Id, claimed.Workspace, file.Size, parts.Size);
            return await RefuseAsync(claimed, userId, [UploadIssues.SizeMismatch(parts.Size, file.Size)]).ConfigureAwait(false);
        }

        var transfer = await sessions.TransferOfAsync(claimed, parts, file, CancellationToken.None).ConfigureAwait(false);
        if (transfer is { IsVerified: false })
        {
            context.Log.ChecksumMismatch(claimed.Id, claimed.Workspace);
            return await RefuseAsync(claimed, userId, [UploadIssues.ChecksumMismatch]).ConfigureAwait(false);
        }

        var (inspection, fingerprint) = await InspectAsync(claimed, file.Size).ConfigureAwait(false);
        if (analysis.FindProblems(inspection) is { Count: > 0 } problems)
        {
            context.Log.FileRefused(claimed.Id, claimed.Workspace, problems[0].Code);
            return await RefuseAsync(claimed, userId, problems).ConfigureAwait(false);
        }

        var facts = LoraFacts.None.With(inspection) with { Fingerprint = fingerprint, Hashes = hashes, Transfer = transfer };
        return await PromoteAsync(claimed, file.Size, facts, inspection.Metadata.Thumbnail, userId).ConfigureAwait(false);
    }

    /// <summary>Removes an upload whose file was refused.</summary>
    private async Task<LoraResult<LoraRecord>> RefuseAsync(LoraUpload claimed, string? userId, IReadOnlyList<LoraIssue> issues)
    {
        if (await removal.TryRemoveAsync(claimed).ConfigureAwait(false))
        {
            await RecordFailureAsync(claimed, userId, issues[0].Code).ConfigureAwait(false);
        }

        return LoraResult.Failure<LoraRecord>(issues);
    }

    private ValueTask RecordFailureAsync(LoraUpload claimed, string? userId, string code) =>
        context.Audit.RecordAsync(claimed.Workspace, userId, LoraAuditAction.Uploaded, claimed.Id, claimed.FileName, LoraAuditOutcome.Failed, code);

    /// <summary>The bytes are stored, so if storage fails or the server is too busy to inspect them, the session is released at once for the next call.</summary>
    private async Task<(LoraInspection Inspection, string Fingerprint)> InspectAsync(LoraUpload claimed, long size)
    {
        try
        {
            var inspection = analysis.InspectStoredAsync(claimed.Workspace, claimed.StorageKey, size, claimed.FileName, CancellationToken.None);
            await HoldLeaseAsync(claimed, inspection).ConfigureAwait(false);
            await removal.AbortLeftoversAsync(claimed).ConfigureAwait(false);
            return await inspection.ConfigureAwait(false);
        }
        catch (LoraException exception) when (exception is LoraStorageException or { IsTransient: true })
        {
            await ReleaseAsync(claimed).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Releases the lease, so that the next caller can continue.</summary>
    private async Task ReleaseAsync(LoraUpload claimed) =>
        await context.Store.TrySwapAsync(claimed, claimed with { ExpiresAt = context.Now() }).ConfigureAwait(false);

    /// <summary>Renews the lease while storage assembles the file, which takes minutes for a large file on some servers.</summary>
    private async Task HoldLeaseAsync(LoraUpload claimed, Task work)
    {
        using var timer = new PeriodicTimer(context.Options.Lease / 3, context.Time);
        while (!work.IsCompleted && await Task.WhenAny(work, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false) != work)
        {
            await context.Store
                .ExtendUploadAsync(claimed.Workspace, claimed.Id, context.Now() + context.Options.Lease).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await work.ConfigureAwait(false);
    }

    /// <summary>Handles a missing object: storage failed or is still working and the parts may exist, or they are lost.</summary>
    private async Task<LoraResult<LoraRecord>> FailAsync(LoraUpload claimed, LoraStorageException? doubt)
    {
        if (doubt is null || doubt.Code == LoraErrorCodes.UploadGone)
        {
            // Another caller may have acquired the lease in the meantime and may be completing the session.
            return await removal.TryRemoveAsync(claimed).ConfigureAwait(false)
                ? UploadIssues.Gone
                : await WaitForWinnerAsync(claimed.Workspace, claimed.Id).ConfigureAwait(false);
        }

        if (doubt.IsTransient)
        {
            // Storage may still be working: the next call, or the sweeper, checks again.
            await ReleaseAsync(claimed).ConfigureAwait(false);
            throw doubt;
        }

        await context.Store
            .TrySwapAsync(claimed, claimed with { State = LoraUploadState.Open, ExpiresAt = context.Now() + context.Options.UploadLifetime }).ConfigureAwait(false);
        throw doubt;
    }

    private async Task<LoraResult<LoraRecord>> PromoteAsync(LoraUpload claimed, long size, LoraFacts facts, LoraThumbnail? thumbnail, string? userId)
    {
        var now = context.Now();
        var record = new LoraRecord
        {
            Id = claimed.Id,
            Workspace = claimed.Workspace,
            Name = LoraNameRules.From(claimed.FileName),
            FileName = claimed.FileName,
            ClientKey = claimed.ClientKey,
            StorageKey = claimed.StorageKey,
            Size = size,
            UploadedAt = now,
            Facts = facts,
            State = LoraState.Ready,
            StateChangedAt = now,
            Stamp = Guid.NewGuid(),
        };
        bool promoted;
        try
        {
            promoted = await context.Store.TryPromoteAsync(record, claimed.Stamp, thumbnail, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            context.Log.PromoteFailed(claimed.Id, claimed.Workspace, exception);
            return await RollBackAsync(claimed, record.Stamp, userId, exception).ConfigureAwait(false);
        }

        if (!promoted)
        {
            return await WaitForWinnerAsync(claimed.Workspace, claimed.Id).ConfigureAwait(false);
        }

        await PublishAsync(record, userId).ConfigureAwait(false);
        return record;
    }

    private async Task PublishAsync(LoraRecord record, string? userId)
    {
        context.Log.UploadCompleted(record.Id, record.Workspace);
        context.Metrics.Completed(record.Size);
        context.Signal.Raise(record);
        context.Notify(record.Workspace, LoraChangeKind.Added, record.Id);
        await context.Audit.RecordAsync(record.Workspace, userId, LoraAuditAction.Uploaded, record.Id, record.Name, LoraAuditOutcome.Succeeded, code: null).ConfigureAwait(false);
    }

    /// <summary>Removes the bytes only after the database confirms that no record was saved; otherwise the row stays and the sweeper decides.</summary>
    /// <param name="claimed">The session.</param>
    /// <param name="stamp">The stamp of the record that this caller tried to save. A record with another stamp was saved and published by another caller.</param>
    /// <param name="userId">The user who completes the upload.</param>
    /// <param name="cause">Why saving failed.</param>
    private async Task<LoraResult<LoraRecord>> RollBackAsync(LoraUpload claimed, Guid stamp, string? userId, Exception cause)
    {
        var record = await FindReadyAsync(claimed.Workspace, claimed.Id, CancellationToken.None).ConfigureAwait(false);
        if (record is not null)
        {
            if (record.Stamp == stamp)
            {
                await PublishAsync(record, userId).ConfigureAwait(false);
            }

            return record;
        }

        await removal.TryRemoveAsync(claimed).ConfigureAwait(false);
        await RecordFailureAsync(claimed, userId, LoraErrorCodes.DatabaseUnavailable).ConfigureAwait(false);
        throw new LoraStorageException(
            LoraErrorCodes.DatabaseUnavailable, "The file was uploaded but could not be saved in the database, so it was deleted. Upload it again in a moment.", isTransient: true, cause);
    }

    private async Task<LoraResult<LoraRecord>> WaitForWinnerAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken = default) =>
        await OptimisticRetry.RunAsync(context.Time, () => FindWinnerAsync(workspace, id, cancellationToken), cancellationToken, MaxLooks).ConfigureAwait(false)
            ?? UploadIssues.Busy;

    private async Task<LoraResult<LoraRecord>?> FindWinnerAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken)
    {
        // The session is read first: if it no longer exists because it became a record, the record exists by then.
        var upload = await context.Store.FindUploadAsync(workspace, id, cancellationToken).ConfigureAwait(false);
        if (await FindReadyAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { } record)
        {
            return record;
        }

        return upload is null or { State: LoraUploadState.Aborting } ? (LoraResult<LoraRecord>)UploadIssues.Gone : null;
    }

    private async Task<LoraRecord?> FindReadyAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken) =>
        await context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { State: LoraState.Ready } record ? record : null;

    private static LoraIssue? FindConflict(LoraUpload upload, IReadOnlyList<LoraFilePart>? stored)
    {
        var parts = upload.Parts;
        if (stored is null)
        {
            return upload.MultipartId is null ? UploadIssues.Incomplete(parts, Enumerable.Range(1, parts.Count)) : UploadIssues.Gone;
        }

        var missing = Enumerable.Range(1, parts.Count).Except(stored.Select(part => part.Number)).ToList();
        return missing.Count > 0 ? UploadIssues.Incomplete(parts, missing) : null;
    }
}
