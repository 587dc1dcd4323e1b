using Lora.Workflows;
using Lora.Workflows.Reconciliation;

namespace Lora;

/// <summary>
/// Maintains all workspaces: finishes interrupted uploads and deletes, analyzes files, and reconciles the database with storage. The web package runs it in the
/// background; tools and jobs of a host call it directly. Several servers can use it at the same time. It does not check permissions.
/// </summary>
public sealed class LoraMaintenance
{
    private readonly ManagerContext _context;
    private readonly Sweeper _sweeper;
    private readonly Analyzer _analyzer;

    internal LoraMaintenance(ManagerContext context)
    {
        _context = context;
        _sweeper = new Sweeper(context);
        _analyzer = new Analyzer(context);
    }

    /// <summary>Removes expired uploads, and finishes interrupted completions and deletes. A failed item does not stop the others; the next call retries it.</summary>
    /// <param name="cancellationToken">Cancels between items; the current item always finishes.</param>
    public Task<LoraSweepReport> SweepAsync(CancellationToken cancellationToken = default) => _sweeper.SweepAsync(cancellationToken);

    /// <summary>
    /// Inspects LoRAs that were never inspected, by reading byte ranges, and hashes LoRAs whose parts arrived out of order, by reading each file once. Corrections are kept.
    /// </summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task<LoraAnalysisReport> AnalyzeAsync(CancellationToken cancellationToken = default) => _analyzer.AnalyzeAsync(cancellationToken);

    /// <summary>Inspects every LoRA again, for example after an update of the rules. Reads byte ranges only; corrections are kept.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task<LoraAnalysisReport> ReinspectAsync(CancellationToken cancellationToken = default) => _analyzer.ReinspectAsync(cancellationToken);

    /// <summary>Inspects LoRAs again that were inspected with rules older than <see cref="Inspection.LoraInspector.RulesVersion"/>. Reads byte ranges only; corrections are kept.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public Task<LoraAnalysisReport> ReinspectStaleAsync(CancellationToken cancellationToken = default) => _analyzer.ReinspectStaleAsync(cancellationToken);

    /// <summary>Compares the database with storage: reports objects without a row, and LoRAs without an object. Makes no changes.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The report, or the issue <see cref="LoraErrorCodes.SyncUnsupported"/>.</returns>
    public Task<LoraResult<LoraReconciliationReport>> CompareAsync(CancellationToken cancellationToken = default) =>
        RunAsync(new ReconciliationPlan(Apply: false, static _ => false, static _ => false), cancellationToken);

    /// <summary>
    /// Marks LoRAs whose object is missing, has another size, or is back; imports the given objects, and deletes the given objects permanently.
    /// </summary>
    /// <param name="import">The storage keys of the objects to import, each with the workspace that receives it.</param>
    /// <param name="remove">The storage keys of the objects to delete. An object that is referenced by a row at that time is not deleted.</param>
    /// <param name="cancellationToken">Cancels between items; the current item always finishes.</param>
    /// <returns>The report, or the issue <see cref="LoraErrorCodes.SyncUnsupported"/>.</returns>
    public Task<LoraResult<LoraReconciliationReport>> ReconcileAsync(
        IReadOnlyDictionary<string, LoraWorkspaceId> import, IReadOnlyCollection<string> remove, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(remove);
        return RunAsync(
            new ReconciliationPlan(Apply: true, found => import.ContainsKey(found.Key), found => remove.Contains(found.Key)) { Workspaces = import }, cancellationToken);
    }

    /// <summary>
    /// The regular run: marks LoRAs whose object is missing, has another size, or is back; aborts multipart uploads without a session that are older than twice
    /// <see cref="LoraManagementOptions.UploadLifetime"/>; and deletes objects without a row that are older than <see cref="LoraManagementOptions.RemoveUnknownAfter"/>, if it is set.
    /// </summary>
    /// <param name="cancellationToken">Cancels between items; the current item always finishes.</param>
    /// <returns>The report, or the issue <see cref="LoraErrorCodes.SyncUnsupported"/>.</returns>
    internal async Task<LoraResult<LoraReconciliationReport>> RunScheduledReconciliationAsync(CancellationToken cancellationToken)
    {
        var now = _context.Now();
        var aborted = await new OrphanUploads(_context).AbortAsync(cancellationToken).ConfigureAwait(false);
        var run = new ReconciliationRun(_context, workspace: null);
        var result = await run.RunAsync(
            new ReconciliationPlan(Apply: true, static _ => false, static _ => false) { RemovesBefore = _context.Options.RemoveUnknownAfter is { } age ? _context.Ago(age) : null },
            cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return result;
        }

        _context.Metrics.Compared(run.Unknown, now);
        return result.Value with { Removed = [.. aborted, .. result.Value.Removed] };
    }

    /// <summary>Analyzes the LoRAs that were added in this process since the last call.</summary>
    internal Task<LoraAnalysisReport> AnalyzeAddedAsync(CancellationToken cancellationToken) => _analyzer.AnalyzeAddedAsync(cancellationToken);

    /// <summary>Waits until a LoRA is added in this process, so that it can be analyzed immediately.</summary>
    internal Task WaitForWorkAsync(CancellationToken cancellationToken) => _analyzer.WaitForWorkAsync(cancellationToken);

    private Task<LoraResult<LoraReconciliationReport>> RunAsync(ReconciliationPlan plan, CancellationToken cancellationToken) =>
        new ReconciliationRun(_context, workspace: null).RunAsync(plan, cancellationToken);
}
