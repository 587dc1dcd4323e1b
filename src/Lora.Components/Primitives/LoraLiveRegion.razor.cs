using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Says something to screen readers, politely and without moving the focus. It must be on the page before its text changes.</summary>
public sealed partial class LoraLiveRegion
{
    private const string Again = "\u00A0";

    private string _said = string.Empty;

    /// <summary>What to say, for texts that follow the state; <see langword="null"/> to say what <c>Say</c> was given.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>Says a sentence. The same sentence twice is said twice.</summary>
    internal void Say(string sentence)
    {
        _said = string.Equals(_said, sentence, StringComparison.Ordinal) ? sentence + Again : sentence;
        StateHasChanged();
    }
}
