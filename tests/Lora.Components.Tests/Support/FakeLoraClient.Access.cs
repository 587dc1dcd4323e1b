namespace Lora.Components.Tests.Support;

/// <content>What the user may do, which every call checks as the server does.</content>
internal sealed partial class FakeLoraClient
{
    /// <summary>What the user may do; everything by default.</summary>
    public HashSet<LoraOperation> Allowed { get; } = [.. Enum.GetValues<LoraOperation>()];

    /// <summary>How much the workspace may use; no limit by default.</summary>
    public LoraLimits Limits { get; set; } = new(Bytes: null, Uploads: null, FileSize: 5L << 30);

    /// <summary>Unfinished uploads, and their bytes.</summary>
    public (int Count, long Bytes) Unfinished { get; set; }

    /// <summary>Thrown by every question about the workspace while it is set.</summary>
    public Exception? WorkspaceFault { get; set; }

    /// <summary>What a question about the workspace waits for, if it is set.</summary>
    public Task? WorkspaceGate { get; set; }

    /// <summary>How often the workspace was asked for.</summary>
    public int WorkspaceCalls { get; private set; }

    /// <summary>Leaves the user these operations.</summary>
    public void Allow(params LoraOperation[] operations) => Allowed.IntersectWith(operations);

    public async Task<LoraWorkspaceInfo> GetWorkspaceAsync(CancellationToken cancellationToken = default)
    {
        WorkspaceCalls++;
        await (WorkspaceGate ?? Task.CompletedTask);
        return WorkspaceFault is null
            ? new LoraWorkspaceInfo([.. Allowed], new LoraUsage(Items.Count, Items.Sum(item => item.Size), Unfinished.Count, Unfinished.Bytes), Limits)
            : throw WorkspaceFault;
    }

    public static LoraException Denied() => new(LoraErrorCodes.PermissionDenied, "You don't have permission to do this.");

    private void Demand(LoraOperation operation)
    {
        if (!Allowed.Contains(operation))
        {
            throw Denied();
        }
    }

    // Fails as a call over a network does: through the task.
    private Task DemandAsync(LoraOperation operation) => Allowed.Contains(operation) ? Task.CompletedTask : Task.FromException(Denied());
}
