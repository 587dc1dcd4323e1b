using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>What a comparison may do.</summary>
/// <param name="Apply">Whether it changes anything.</param>
/// <param name="Imports">Whether an object without a row is imported.</param>
/// <param name="Removes">Whether an object without a row is removed because somebody said so.</param>
internal sealed record ReconciliationPlan(bool Apply, Func<LoraStoredFile, bool> Imports, Func<LoraStoredFile, bool> Removes)
{
    /// <summary>Into which workspace objects are imported, where their key does not say.</summary>
    public IReadOnlyDictionary<string, LoraWorkspaceId> Workspaces { get; init; } = new Dictionary<string, LoraWorkspaceId>();

    /// <summary>Objects without a row that were written before this time are removed (UTC). Default: <see langword="null"/>, none.</summary>
    public DateTimeOffset? RemovesBefore { get; init; }
}
