using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>Moves the focus.</summary>
internal static class LoraFocus
{
    /// <summary>Puts the focus on an element, unless it or the page went away in between.</summary>
    public static async Task TryFocusAsync(this ElementReference element)
    {
        try
        {
            await element.FocusAsync().ConfigureAwait(true);
        }
        catch (Exception fault) when (fault is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
        }
    }
}
