namespace Lora.Components.Tests.Support;

/// <content>The permissions of the user, which every call checks like the server.</content>
internal sealed partial class FakeLoraClient
{
    /// <summary>Gets the permissions of the user. Default: all.</summary>
    public HashSet<LoraOperation> Allowed { get; } = [.. Enum.GetValues<LoraOperation>()];

    /// <summary>The limits of the workspace. Default: none.</summary>
    public LoraLimits Limits { get; set; } = new(Bytes: null, Uploads: null, FileSize: 5L << 30);

    /// <summary>The number of unfinished uploads and their bytes.</summary>
    public (int Count, long Bytes) Unfinished { get; set; }

    /// <summary>The exception of workspace requests; <see langword="null"/> for success.</summary>
    public Exception? WorkspaceException { get; set; }

    /// <summary>The task that workspace requests wait for, if any.</summary>
    public Task? WorkspaceGate { get; set; }

    /// <summary>Gets the number of workspace requests.</summary>
    public int WorkspaceCalls { get; private set; }

    /// <summary>Restricts the user to these operations.</summary>
    public void Allow(params LoraOperation[] operations) => Allowed.IntersectWith(operations);

    public async Task<LoraWorkspaceInfo> GetWorkspaceAsync(CancellationToken cancellationToken = default)
    {
        WorkspaceCalls++;
        await (WorkspaceGate ?? Task.CompletedTask);
        return WorkspaceException is null
            ? new LoraWorkspaceInfo([.. Allowed], new LoraUsage(Items.Count, Items.Sum(item => item.Size), Unfinished.Count, Unfinished.Bytes), Limits)
            : throw WorkspaceException;
    }

    public static LoraException Denied() => new(LoraErrorCodes.PermissionDenied, "You don't have permission to do this.");

    private void Demand(LoraOperation operation)
    {
        if (!Allowed.Contains(operation))
        {
            throw Denied();
        }
    }

    // Returns a faulted task, like a call over the network.
    private Task DemandAsync(LoraOperation operation) => Allowed.Contains(operation) ? Task.CompletedTask : Task.FromException(Denied());
}
