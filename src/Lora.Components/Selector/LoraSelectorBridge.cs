using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>What the selector's JavaScript half may call.</summary>
internal sealed class LoraSelectorBridge(Func<Task> leave)
{
    /// <summary>The focus or the pointer went elsewhere.</summary>
    [JSInvokable]
    public Task LeaveAsync() => leave();
}
