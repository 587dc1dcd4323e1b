using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// Applies the colors, fonts and spacing of the toolkit to its content. The host can override them with <c>--lora-*</c> custom properties.
/// The components of the toolkit include the theme; use this component only for your own markup that should match them.
/// </summary>
public sealed partial class LoraTheme
{
    /// <summary>The theme: <c>light</c> or <c>dark</c>. Default: <see langword="null"/>, which follows the page.</summary>
    [Parameter]
    public string? Theme { get; set; }

    /// <summary>The content.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the outermost element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }
}
