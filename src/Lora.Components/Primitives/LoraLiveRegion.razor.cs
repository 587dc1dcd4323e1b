using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Announces text to screen readers without moving the focus. It must be rendered before its text changes.</summary>
public sealed partial class LoraLiveRegion
{
    private const string Again = "\u00A0";

    private string _announced = string.Empty;

    /// <summary>The text, if it depends on the state of the parent; <see langword="null"/> to use the text of <c>Announce</c>.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>Announces a text. Repeated texts are announced again.</summary>
    internal void Announce(string text)
    {
        _announced = string.Equals(_announced, text, StringComparison.Ordinal) ? text + Again : text;
        StateHasChanged();
    }
}
