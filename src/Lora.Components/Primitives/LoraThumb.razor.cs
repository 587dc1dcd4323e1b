using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>The picture of a LoRA: the one in its header, else a gradient made from its id and letters from its name, always the same for the same file.</summary>
public sealed partial class LoraThumb
{
    private string? _failed;

    /// <summary>What the gradient is made from, such as the LoRA's id.</summary>
    [Parameter]
    [EditorRequired]
    public string Key { get; set; } = string.Empty;

    /// <summary>What the letters are made from.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>The address of the picture in its header; <see langword="null"/>: it has none.</summary>
    [Parameter]
    public string? Source { get; set; }

    /// <summary>Whether it fills the head of a card; else it is a small square beside a name.</summary>
    [Parameter]
    public bool Large { get; set; }

    /// <summary>Classes to add.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>The address of a LoRA's picture; <see langword="null"/> when its header has none.</summary>
    internal static string? SourceOf(ILoraClient client, LoraItem item) =>
        item.Facts.HasThumbnail ? $"{client.ApiPath.TrimEnd('/')}/{item.Id}/thumbnail" : null;

    private bool HasPicture => Source is not null && !string.Equals(Source, _failed, StringComparison.Ordinal);

    // The gradient is there already, under the picture.
    private void Fail() => _failed = Source;
}
