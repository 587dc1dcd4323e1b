using Lora.Workflows.Reconciliation;

namespace Lora;

/// <content>Comparing with storage.</content>
public sealed partial class LoraManager
{
    /// <summary>
    /// Compares the records of a workspace with its folder in storage: tells, or imports, what no record knows, and marks records whose object is gone, or of another size, or back.
    /// Nothing is ever removed.
    /// </summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="request">What to do. Default: only to tell.</param>
    /// <param name="cancellationToken">Stops between two things, never in the middle of one.</param>
    /// <returns>The report, or the issue <see cref="LoraErrorCodes.SyncUnsupported"/>.</returns>
    public Task<LoraResult<LoraSyncReport>> SyncAsync(LoraCaller caller, LoraSyncRequest? request = null, CancellationToken cancellationToken = default)
    {
        var (apply, import) = request is null ? (false, null) : (request.Apply, request.Import?.ToHashSet(StringComparer.Ordinal));
        return new Comparison(_context, _sweepStore, Demand(caller, LoraOperation.ManageStorage), caller.UserId)
            .RunAsync(new SyncPlan(apply, file => import is null || import.Contains(file.Key), static _ => false), cancellationToken);
    }
}
