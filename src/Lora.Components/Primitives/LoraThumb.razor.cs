using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>The picture of a LoRA that has none: a gradient made from its id and letters from its name, always the same for the same file.</summary>
public sealed partial class LoraThumb
{
    /// <summary>What the gradient is made from, such as the LoRA's id.</summary>
    [Parameter]
    [EditorRequired]
    public string Key { get; set; } = string.Empty;

    /// <summary>What the letters are made from.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>Whether it fills the head of a card; else it is a small square beside a name.</summary>
    [Parameter]
    public bool Large { get; set; }

    /// <summary>Classes to add.</summary>
    [Parameter]
    public string? Class { get; set; }
}
