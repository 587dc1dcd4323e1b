using Lora.Inspection;

namespace Lora.Limits;

/// <summary>
/// Limits inspections in two steps: how many are in progress, before any of their bytes are read, and how many of those parse at the same time. Slow senders therefore
/// hold a place but no processor. Both are shared fairly between workspaces.
/// </summary>
internal sealed class InspectionLimiter(int slots, int places, TimeProvider time)
{
    private const int PlacesForEachSlot = 16;

    /// <summary>The memory an inspection may use while it parses, as a multiple of the longest header: the header, its metadata as text, and the table of tensors.</summary>
    private const int MemoryFactor = 4;

    /// <summary>How long an inspection waits for a slot. An inspection takes a few tenths of a second at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly SharedBudget _places = new(places, TimeSpan.Zero, time);
    private readonly SharedBudget _slots = new(slots, Patience, time);

    /// <summary>Allows two parsing inspections for each processor, or fewer if they could use more than half of the memory together.</summary>
    public static InspectionLimiter Create(InspectionOptions options, long availableMemory, TimeProvider time)
    {
        var byMemory = availableMemory / 2 / ((long)MemoryFactor * options.MaxHeaderLength);
        var slots = (int)Math.Max(2, Math.Min(2 * Environment.ProcessorCount, byMemory));
        return new InspectionLimiter(slots, slots * PlacesForEachSlot, time);
    }

    /// <summary>Reserves a place for an inspection, without waiting.</summary>
    /// <exception cref="LoraException">The workspace or the process has too many inspections in progress. Transient.</exception>
    public BudgetHold Reserve(LoraWorkspaceId workspace) =>
        _places.TryAcquire(workspace, 1) ? new BudgetHold(_places, workspace)
        : _places.Used >= _places.Total ? throw LimitErrors.ServerBusy()
        : throw LimitErrors.TooManyInspections();

    /// <summary>Waits until the inspection may parse.</summary>
    /// <exception cref="LoraException">No slot became available in time. Transient.</exception>
    public async ValueTask<BudgetHold> EnterAsync(LoraWorkspaceId workspace, CancellationToken cancellationToken) =>
        await _slots.AcquireAsync(workspace, 1, owner: null, cancellationToken).ConfigureAwait(false) ? new BudgetHold(_slots, workspace) : throw LimitErrors.ServerBusy();
}
