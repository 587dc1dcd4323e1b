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
    /// <param name="apply">Whether to make changes. Default: <see langword="false"/>, only report the differences.</param>
    /// <param name="import">The storage keys of the objects to import. Default: <see langword="null"/>, all objects without a row.</param>
    /// <param name="cancellationToken">Cancels between items; the current item always finishes.</param>
    /// <returns>The report, or the issue <see cref="LoraErrorCodes.SyncUnsupported"/>.</returns>
    public Task<LoraResult<LoraReconciliationReport>> ReconcileAsync(
        LoraCaller caller, bool apply = false, IReadOnlyCollection<string>? import = null, CancellationToken cancellationToken = default)
    {
        var chosen = import?.ToHashSet(StringComparer.Ordinal);
        return new ReconciliationRun(_context, Demand(caller, LoraOperation.ManageStorage), caller.UserId)
            .RunAsync(new ReconciliationPlan(apply, file => chosen is null || chosen.Contains(file.Key), static _ => false), cancellationToken);
    }
}
