using Lora.Storage;

namespace Lora.Workflows;

/// <summary>
/// Finishes interrupted operations: uploads that expired, and completions and deletes whose process crashed. Can run on many servers at once;
/// a row is claimed by compare-and-swap before anything else happens.
/// </summary>
internal sealed class Sweeper
{
    private const int Batch = 50;
    private const int AuditBatch = 500;

    private readonly ManagerContext _context;
    private readonly UploadCompletion _completion;
    private readonly UploadRemoval _removal;
    private readonly Deletion _deletion;

    public Sweeper(ManagerContext context)
    {
        _context = context;
        _removal = new UploadRemoval(context);
        _completion = new UploadCompletion(context, new UploadSessions(context), _removal, new FileAnalysis(context));
        _deletion = new Deletion(context);
    }

    /// <summary>Processes everything that is due. A failed item does not stop the others.</summary>
    /// <param name="cancellationToken">Cancels between items; the current item always finishes.</param>
    public async Task<LoraSweepReport> SweepAsync(CancellationToken cancellationToken = default)
    {
        var tally = new Tally();
        await SweepUploadsAsync(tally, cancellationToken).ConfigureAwait(false);
        await SweepDeletesAsync(tally, cancellationToken).ConfigureAwait(false);
        var auditEvents = await SweepAuditAsync(tally, cancellationToken).ConfigureAwait(false);
        var report = new LoraSweepReport(tally.Removed, tally.Completed, tally.Deleted, tally.Failed);
        if (report != new LoraSweepReport(0, 0, 0, 0))
        {
            _context.Log.Swept(report.UploadsRemoved, report.UploadsCompleted, report.DeletesFinished, report.Failures);
        }

        return report with { AuditEventsDeleted = auditEvents };
    }

    private async Task SweepUploadsAsync(Tally tally, CancellationToken cancellationToken)
    {
        var now = _context.Now();
        var seen = new HashSet<LoraId>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var due = await _context.Store.ListExpiredUploadsAsync(now, Batch, cancellationToken).ConfigureAwait(false);
            var fresh = due.Where(upload => seen.Add(upload.Id)).ToList();
            foreach (var upload in fresh.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
            {
                await TryAsync(upload.Id, upload.Workspace, () => SweepUploadAsync(upload, tally), tally).ConfigureAwait(false);
            }

            if (fresh.Count == 0 || due.Count < Batch)
            {
                return;
            }
        }
    }

    private async Task SweepUploadAsync(LoraUpload listed, Tally tally)
    {
        // Another caller may have continued the session since it was listed.
        if (await _context.Store.FindUploadAsync(listed.Workspace, listed.Id, CancellationToken.None).ConfigureAwait(false) is not { } upload || upload.ExpiresAt > _context.Now())
        {
            return;
        }

        // All bytes of a session that is being completed have arrived, so it is never aborted because of its age.
        if (upload.State == LoraUploadState.Completing)
        {
            var stored = await _completion.StoredAsync(upload, CancellationToken.None).ConfigureAwait(false);
            if (IsInterruptedStream(upload, stored))
            {
                await RemoveAsync(upload, tally).ConfigureAwait(false);
            }
            else if (await _completion.ClaimAsync(upload).ConfigureAwait(false) is { } completing)
            {
                var result = await _completion.FinishAsync(completing, completing.Parts, stored, completing.Owner).ConfigureAwait(false);
                tally.Completed += result.Succeeded ? 1 : 0;
                tally.Removed += result.Succeeded ? 0 : 1;
            }
        }
        else
        {
            await RemoveAsync(upload, tally).ConfigureAwait(false);
        }
    }

    /// <summary>The row of a stream with an unknown size has the maximum size, so the missing parts are unknown and cannot be sent.</summary>
    private static bool IsInterruptedStream(LoraUpload upload, IReadOnlyList<LoraFilePart>? stored) =>
        upload is { Owner: null, ClientKey: null } && stored?.Count < upload.Parts.Count;

    private async Task RemoveAsync(LoraUpload upload, Tally tally)
    {
        if (await _removal.ClaimAsync(upload).ConfigureAwait(false) is not { } aborting)
        {
            return;
        }

        // The removal of an orphan may have crashed before it detected that the object had been imported in the meantime.
        if (await _context.Store.FindReferencedKeysAsync([aborting.StorageKey], CancellationToken.None).ConfigureAwait(false) is [{ HasRecord: true }, ..])
        {
            await _context.Store.TryRemoveUploadAsync(aborting.Workspace, aborting.Id, aborting.Stamp, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await _removal.RemoveBytesAndRowAsync(aborting).ConfigureAwait(false);
            tally.Removed++;
            await _context.Audit
                .RecordAsync(aborting.Workspace, userId: null, LoraAuditAction.UploadCancelled, aborting.Id, aborting.FileName, LoraAuditOutcome.Succeeded, code: null).ConfigureAwait(false);
        }
    }

    private async Task SweepDeletesAsync(Tally tally, CancellationToken cancellationToken)
    {
        var due = _context.Now() - _context.Options.Lease;
        var seen = new HashSet<LoraId>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var batch = await _context.Store.ListDeletingAsync(due, Batch, cancellationToken).ConfigureAwait(false);
            var fresh = batch.Where(record => seen.Add(record.Id)).ToList();
            foreach (var record in fresh.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
            {
                await TryAsync(record.Id, record.Workspace, () => SweepDeleteAsync(record, tally), tally).ConfigureAwait(false);
            }

            if (fresh.Count == 0 || batch.Count < Batch)
            {
                return;
            }
        }
    }

    private async Task SweepDeleteAsync(LoraRecord record, Tally tally)
    {
        if (await _deletion.ClaimAsync(record).ConfigureAwait(false) is { } claimed)
        {
            await _deletion.FinishAsync(claimed).ConfigureAwait(false);
            tally.Deleted++;
        }
    }

    /// <summary>Deletes in small batches, so that no change of a user waits long for the database.</summary>
    private async Task<int> SweepAuditAsync(Tally tally, CancellationToken cancellationToken)
    {
        if (_context.Audit.Store is not { } store || _context.Options.AuditRetention == TimeSpan.Zero)
        {
            return 0;
        }

        var total = 0;
        try
        {
            var before = _context.Ago(_context.Options.AuditRetention);
            int deleted;
            do
            {
                deleted = await store.DeleteBeforeAsync(before, AuditBatch, cancellationToken).ConfigureAwait(false);
                total += deleted;
            }
            while (deleted == AuditBatch && !cancellationToken.IsCancellationRequested);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            _context.Log.AuditNotSwept(exception);
            _context.Metrics.Failed();
            tally.Failed++;
        }

        if (total > 0)
        {
            _context.Log.AuditSwept(total);
        }

        return total;
    }

    private async Task TryAsync(LoraId id, LoraWorkspaceId workspace, Func<Task> action, Tally tally)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _context.Log.SweepItemFailed(id, workspace, exception);
            _context.Metrics.Failed();
            tally.Failed++;
        }
    }

    private sealed class Tally
    {
        public int Removed { get; set; }

        public int Completed { get; set; }

        public int Deleted { get; set; }

        public int Failed { get; set; }
    }
}
