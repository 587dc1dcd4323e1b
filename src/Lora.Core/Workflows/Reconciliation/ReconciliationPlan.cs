using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>What a reconciliation may change.</summary>
/// <param name="Apply">Whether to make changes.</param>
/// <param name="Imports">Whether to import an object without a row.</param>
/// <param name="Removes">Whether to remove an object without a row because an administrator requested it.</param>
internal sealed record ReconciliationPlan(bool Apply, Func<LoraStoredFile, bool> Imports, Func<LoraStoredFile, bool> Removes)
{
    /// <summary>Gets the workspaces into which objects are imported if their key does not contain one.</summary>
    public IReadOnlyDictionary<string, LoraWorkspaceId> Workspaces { get; init; } = new Dictionary<string, LoraWorkspaceId>();

    /// <summary>Gets the time before which an object without a row must have been written to be removed (UTC). Default: <see langword="null"/>, no object is removed.</summary>
    public DateTimeOffset? RemovesBefore { get; init; }
}
