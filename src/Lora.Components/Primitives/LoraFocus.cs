using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>Extension methods that move the keyboard focus.</summary>
internal static class LoraFocus
{
    /// <summary>Focuses an element. Does nothing if the element or the page no longer exists.</summary>
    public static async Task TryFocusAsync(this ElementReference element)
    {
        try
        {
            await element.FocusAsync().ConfigureAwait(true);
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
        }
    }
}
