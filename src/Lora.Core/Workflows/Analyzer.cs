using System.Buffers;
using Lora.Errors;
using Lora.Inspection;
using Lora.Inspection.Hashing;

namespace Lora.Workflows;

/// <summary>
/// Completes the facts of stored LoRAs: inspects those that were never inspected, by reading a few byte ranges, and hashes those whose bytes did not arrive
/// in order, by reading each file once. Can run on many servers at once. Corrections are never changed.
/// </summary>
internal sealed class Analyzer
{
    private const int Batch = 50;
    private const int BufferSize = 1024 * 1024;

    /// <summary>Looking for stale facts reads every row, so files that cannot be read are not tried again after each upload.</summary>
    private static readonly TimeSpan StaleRetry = TimeSpan.FromHours(1);

    private readonly ManagerContext _context;
    private readonly FileAnalysis _analysis;
    private DateTimeOffset _staleDue = DateTimeOffset.MinValue;

    public Analyzer(ManagerContext context)
    {
        _context = context;
        _analysis = new FileAnalysis(context);
    }

    /// <summary>
    /// Adds missing facts, for all workspaces. With <see cref="LoraManagementOptions.ReinspectStale"/>, also inspects LoRAs with facts from older rules again, until
    /// one run has read all of them. Files that cannot be read are tried again after an hour.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public async Task<LoraAnalysisReport> AnalyzeAsync(CancellationToken cancellationToken = default)
    {
        var missing = await RunAsync(
            (after, take, token) => _context.Store.ListUnanalyzedAsync(after?.Id, take, token), static _ => true, IsIncomplete, hashes: true, cancellationToken).ConfigureAwait(false);
        if (!_context.Options.ReinspectStale || _context.Now() < _staleDue)
        {
            return missing;
        }

        var stale = await ReinspectStaleAsync(cancellationToken).ConfigureAwait(false);
        _staleDue = stale.Failures == 0 ? DateTimeOffset.MaxValue : _context.Now() + StaleRetry;
        return new LoraAnalysisReport(missing.Inspected + stale.Inspected, missing.Hashed, missing.Failures + stale.Failures);
    }

    /// <summary>Adds missing facts of the LoRAs that were added in this process since the last call. Does not look for others.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. The current LoRA always finishes.</param>
    public async Task<LoraAnalysisReport> AnalyzeAddedAsync(CancellationToken cancellationToken)
    {
        var report = new LoraAnalysisReport(0, 0, 0);
        while (!cancellationToken.IsCancellationRequested && _context.Signal.TryTake(out var workspace, out var id))
        {
            if (await _context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { State: LoraState.Ready, Facts.IsAnalyzed: false } record)
            {
                report = await AnalyzeAsync(record, IsIncomplete(record), record.Facts.Hashes is null, report, cancellationToken).ConfigureAwait(false);
            }
        }

        return report;
    }

    /// <summary>Inspects every LoRA of every workspace again, for example after an update of the rules. Reads byte ranges only.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task<LoraAnalysisReport> ReinspectAsync(CancellationToken cancellationToken = default) =>
        RunAsync(_context.Store.ListReadyAsync, static _ => true, static _ => true, hashes: false, cancellationToken);

    /// <summary>Inspects LoRAs of every workspace again that were inspected with rules older than <see cref="LoraInspector.RulesVersion"/>. Reads byte ranges only; corrections are kept.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests. The current LoRA always finishes.</param>
    public Task<LoraAnalysisReport> ReinspectStaleAsync(CancellationToken cancellationToken = default) =>
        RunAsync(_context.Store.ListReadyAsync, IsStale, static _ => true, hashes: false, cancellationToken);

    /// <summary>Waits until a LoRA is added in this process, so that <see cref="AnalyzeAddedAsync"/> can analyze it immediately.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task WaitForWorkAsync(CancellationToken cancellationToken) => _context.Signal.WaitAsync(cancellationToken);

    private static bool IsStale(LoraRecord record) => record.Facts.Inspection is { RulesVersion: < LoraInspector.RulesVersion };

    private static bool IsIncomplete(LoraRecord record) =>
        record.Facts is { Inspection: null } or { Fingerprint: null } or { HasThumbnail: true, IsThumbnailStored: false };

    private async Task<LoraAnalysisReport> RunAsync(
        Func<LoraRecord?, int, CancellationToken, Task<IReadOnlyList<LoraRecord>>> list,
        Func<LoraRecord, bool> includes,
        Func<LoraRecord, bool> inspects,
        bool hashes,
        CancellationToken cancellationToken)
    {
        var report = new LoraAnalysisReport(0, 0, 0);
        LoraRecord? last = null;
        while (true)
        {
            var batch = await list(last, Batch, cancellationToken).ConfigureAwait(false);
            foreach (var record in batch.Where(includes))
            {
                report = await AnalyzeAsync(record, inspects(record), hashes && record.Facts.Hashes is null, report, cancellationToken).ConfigureAwait(false);
            }

            if (batch.Count < Batch)
            {
                return report;
            }

            last = batch[^1];
        }
    }

    private async Task<LoraAnalysisReport> AnalyzeAsync(
        LoraRecord record, bool inspects, bool hashes, LoraAnalysisReport report, CancellationToken cancellationToken)
    {
        try
        {
            if (inspects)
            {
                var (inspection, fingerprint) = await _analysis.InspectStoredAsync(record.Workspace, record.StorageKey, record.Size, record.FileName, cancellationToken).ConfigureAwait(false);
                await SaveAsync(
                    record,
                    facts => facts.With(inspection) with { Fingerprint = fingerprint },
                    (changed, stamp) => _context.Store.TryUpdateWithThumbnailAsync(changed, inspection.Metadata.Thumbnail, stamp, cancellationToken),
                    cancellationToken).ConfigureAwait(false);
                report = report with { Inspected = report.Inspected + 1 };
            }

            if (hashes)
            {
                var (computed, parts) = await HashAsync(record, cancellationToken).ConfigureAwait(false);
                await SaveAsync(record, facts => facts with { Hashes = computed, Transfer = Compare(facts.Transfer, parts) }, UpdateAsync, cancellationToken).ConfigureAwait(false);
                report = report with { Hashed = report.Hashed + 1 };
            }

            return report;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            _context.Log.AnalysisFailed(record.Id, record.Workspace, exception);
            return report with { Failures = report.Failures + 1 };
        }

        Task<bool> UpdateAsync(LoraRecord changed, Guid stamp) => _context.Store.TryUpdateAsync(changed, stamp, cancellationToken);
    }

    /// <summary>Compares the stored file with the announced checksum, if storage did not do so itself.</summary>
    private static TransferDigest? Compare(TransferDigest? sent, string? stored) =>
        sent is null || stored is null ? sent : sent with { IsVerified = string.Equals(sent.Sha256, stored, StringComparison.Ordinal) };

    private async Task<(LoraHashes Hashes, string? Parts)> HashAsync(LoraRecord record, CancellationToken cancellationToken)
    {
        // An incomplete file would be read repeatedly without any result.
        if (await _context.Files.FindAsync(record.StorageKey, cancellationToken).ConfigureAwait(false) is { } file && file.Size != record.Size)
        {
            throw new EndOfStreamException($"Storage has {file.Size} of {record.Size} bytes.");
        }

        long total = 0;
        using var hasher = new LoraHasher();
        using var parts = record.Facts.Transfer is { PartSize: var partSize } ? new PartsHasher(partSize) : null;
        var content = await _context.Files.OpenReadAsync(record.StorageKey, 0, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
            try
            {
                while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
                {
                    hasher.Append(buffer.AsSpan(0, read));
                    parts?.Append(buffer.AsSpan(0, read));
                    total += read;
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        return total == record.Size ? (hasher.Finish(), parts?.Finish()) : throw new EndOfStreamException($"Storage sent {total} of {record.Size} bytes.");
    }

    private async Task SaveAsync(
        LoraRecord known, Func<LoraFacts, LoraFacts> change, Func<LoraRecord, Guid, Task<bool>> update, CancellationToken cancellationToken)
    {
        if (await OptimisticRetry.RunAsync(_context.Time, () => TrySaveAsync(known, change, update, cancellationToken), cancellationToken).ConfigureAwait(false) is null)
        {
            throw ErrorCatalog.Exception(LoraErrorCodes.LoraConflict);
        }
    }

    /// <summary>Returns the saved record, or the known one if it is no longer ready; <see langword="null"/> if another caller was faster.</summary>
    private async Task<LoraRecord?> TrySaveAsync(
        LoraRecord known, Func<LoraFacts, LoraFacts> change, Func<LoraRecord, Guid, Task<bool>> update, CancellationToken cancellationToken)
    {
        if (await _context.Store.FindAsync(known.Workspace, known.Id, cancellationToken).ConfigureAwait(false) is not { State: LoraState.Ready } record)
        {
            return known;
        }

        var changed = record with { Facts = change(record.Facts), Stamp = Guid.NewGuid() };
        if (!await update(changed, record.Stamp).ConfigureAwait(false))
        {
            return null;
        }

        if (!ReferenceEquals(changed.Facts, record.Facts))
        {
            _context.Notify(record.Workspace, LoraChangeKind.Updated, record.Id);
        }

        return changed;
    }
}
