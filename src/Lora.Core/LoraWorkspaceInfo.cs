namespace Lora;

/// <summary>A user's permissions in their workspace, and its usage and limits.</summary>
/// <param name="Allowed">The operations that the user may perform.</param>
/// <param name="Usage">The usage of the workspace.</param>
/// <param name="Limits">The limits of the workspace.</param>
public sealed record LoraWorkspaceInfo(IReadOnlyList<LoraOperation> Allowed, LoraUsage Usage, LoraLimits Limits)
{
    /// <summary>Returns whether the user may perform this operation.</summary>
    /// <param name="operation">The operation.</param>
    public bool Allows(LoraOperation operation) => Allowed.Contains(operation);
}
