using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>
/// Gives its content the colours, font and spaces of the toolkit, as <c>--lora-*</c> custom properties set by the host refine them.
/// The components of the toolkit bring their own; a host needs this only around markup that should look like theirs.
/// </summary>
public sealed partial class LoraTheme
{
    /// <summary><c>light</c> or <c>dark</c>; <see langword="null"/> to follow the page.</summary>
    [Parameter]
    public string? Theme { get; set; }

    /// <summary>What is inside.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the outermost element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }
}
