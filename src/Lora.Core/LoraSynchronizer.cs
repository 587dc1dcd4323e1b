using Lora.Storage;
using Lora.Workflows;
using Lora.Workflows.Reconciliation;

namespace Lora;

/// <summary>
/// Compares the database with everything in storage, of all workspaces. For administrators and for a job of the host; a person's own workspace is compared
/// by <see cref="LoraManager.SyncAsync"/>. May run on many machines at once.
/// </summary>
public sealed class LoraSynchronizer
{
    private readonly ManagerContext _context;
    private readonly ILoraSweepStore _store;

    internal LoraSynchronizer(ManagerContext context, ILoraSweepStore store)
    {
        _context = context;
        _store = store;
    }

    /// <summary>Tells what is in storage and in no row, and which LoRAs have lost their object. Changes nothing.</summary>
    /// <returns>The report, or the issue <see cref="LoraErrorCodes.SyncUnsupported"/>.</returns>
    public Task<LoraResult<LoraSyncReport>> CompareAsync(CancellationToken cancellationToken = default) =>
        RunAsync(new SyncPlan(Apply: false, static _ => false, static _ => false), cancellationToken);

    /// <summary>Marks LoRAs whose object is gone, or of another size, or back, imports the named objects into the named workspaces, and removes the named objects for good.</summary>
    /// <param name="import">Which objects to import, by storage key, and into which workspace.</param>
    /// <param name="remove">The keys of objects to remove. What a row names by then is left alone.</param>
    /// <param name="cancellationToken">Stops between two things, never in the middle of one.</param>
    public Task<LoraResult<LoraSyncReport>> ApplyAsync(
        IReadOnlyDictionary<string, LoraWorkspaceId> import, IReadOnlyCollection<string> remove, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(remove);
        return RunAsync(
            new SyncPlan(Apply: true, found => import.ContainsKey(found.Key), found => remove.Contains(found.Key)) { Workspaces = import }, cancellationToken);
    }

    /// <summary>
    /// The regular run: marks LoRAs whose object is gone, or of another size, or back. Throws away unfinished uploads in storage that no row names once they were seen in two runs
    /// and are twice as old as a session may get, and objects so once they are as old as <see cref="LoraManagementOptions.RemoveUnknownAfter"/>, if it is set.
    /// </summary>
    /// <param name="cancellationToken">Stops between two things, never in the middle of one.</param>
    public async Task<LoraResult<LoraSyncReport>> RunAsync(CancellationToken cancellationToken = default)
    {
        var sightings = new Sightings(_context, _store);
        var unfinished = await sightings.RemoveUploadsAsync(cancellationToken).ConfigureAwait(false);
        var comparison = new Comparison(_context, _store, workspace: null);
        var result = await comparison.RunAsync(
            new SyncPlan(Apply: true, static _ => false, static _ => false) { RemovesUnknown = sightings.IsDueAsync }, cancellationToken).ConfigureAwait(false);
        await sightings.ForgetAsync(cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return result;
        }

        _context.Metrics.Compared(comparison.Unknown, _context.Now());
        return result.Value with { Removed = [.. unfinished, .. result.Value.Removed] };
    }

    private Task<LoraResult<LoraSyncReport>> RunAsync(SyncPlan plan, CancellationToken cancellationToken) =>
        new Comparison(_context, _store, workspace: null).RunAsync(plan, cancellationToken);
}
