using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>Displays the thumbnail from the header of a LoRA, or else a gradient derived from its id with letters of its name.</summary>
public sealed partial class LoraThumb
{
    private string? _failed;

    /// <summary>The key that determines the gradient, usually the id of the LoRA.</summary>
    [Parameter]
    [EditorRequired]
    public string Key { get; set; } = string.Empty;

    /// <summary>The name that provides the letters.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>The URL of the thumbnail; <see langword="null"/> if the LoRA has none.</summary>
    [Parameter]
    public string? Source { get; set; }

    /// <summary>Whether the thumbnail fills the top of a card instead of a small square next to a name. Default: <see langword="false"/>.</summary>
    [Parameter]
    public bool Large { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Returns the URL of the thumbnail of a LoRA, or <see langword="null"/> if it has none.</summary>
    internal static string? SourceOf(ILoraClient client, LoraItem item) =>
        item.Facts.HasThumbnail ? $"{client.ApiPath.TrimEnd('/')}/{item.Id}/thumbnail" : null;

    private bool HasPicture => Source is not null && !string.Equals(Source, _failed, StringComparison.Ordinal);

    // The gradient below the thumbnail is already rendered.
    private void Fail() => _failed = Source;
}
