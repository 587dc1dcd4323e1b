using Lora.Workflows.Reconciliation;

namespace Lora;

/// <content>Reconciliation with storage.</content>
public sealed partial class LoraManager
{
    /// <summary>
    /// Compares the records of a workspace with its folder in storage: reports or imports objects without a record, and marks records whose object is missing, has
    /// another size, or is back. Never deletes anything.
    /// </summary>
    /// <param name="caller">The caller. Needs <see cref="LoraOperation.ManageStorage"/>.</param>
    /// <param name="request">The changes to make. Default: none, only report the differences.</param>
    /// <param name="cancellationToken">Cancels between items; the current item always finishes.</param>
    /// <returns>The report, or the issue <see cref="LoraErrorCodes.SyncUnsupported"/>.</returns>
    public Task<LoraResult<LoraReconciliationReport>> ReconcileAsync(
        LoraCaller caller, LoraReconciliationRequest? request = null, CancellationToken cancellationToken = default)
    {
        var (apply, import) = request is null ? (false, null) : (request.Apply, request.Import?.ToHashSet(StringComparer.Ordinal));
        return new ReconciliationRun(_context, Demand(caller, LoraOperation.ManageStorage), caller.UserId)
            .RunAsync(new ReconciliationPlan(apply, file => import is null || import.Contains(file.Key), static _ => false), cancellationToken);
    }
}
