namespace Lora;

/// <summary>What a user may do in their workspace, and how much room there is.</summary>
/// <param name="Allowed">The operations that the user may do.</param>
/// <param name="Usage">How much the workspace uses.</param>
/// <param name="Limits">How much it may use.</param>
public sealed record LoraWorkspaceInfo(IReadOnlyList<LoraOperation> Allowed, LoraUsage Usage, LoraLimits Limits)
{
    /// <summary>Returns whether the user may do this.</summary>
    /// <param name="operation">The operation.</param>
    public bool Allows(LoraOperation operation) => Allowed.Contains(operation);
}
