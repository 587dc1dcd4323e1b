using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>The methods that the JavaScript module of the selector calls.</summary>
internal sealed class LoraSelectorBridge(Func<Task> leave)
{
    /// <summary>Closes the list after the focus or the pointer moved elsewhere.</summary>
    [JSInvokable]
    public Task LeaveAsync() => leave();
}
