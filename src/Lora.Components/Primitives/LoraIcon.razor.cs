using Microsoft.AspNetCore.Components;

namespace Lora.Components;

/// <summary>An icon in the color of the surrounding text. It is hidden from screen readers.</summary>
public sealed partial class LoraIcon
{
    /// <summary>The icon.</summary>
    [Parameter]
    [EditorRequired]
    public LoraIconName Name { get; set; }

    /// <summary>Classes to add to the SVG element.</summary>
    [Parameter]
    public string? Class { get; set; }

    private string Path => Name switch
    {
        LoraIconName.Close => "M6 6l12 12M18 6L6 18",
        LoraIconName.Upload => "M12 19V5M6 11l6-6 6 6",
        LoraIconName.Search => "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3L20 20",
        LoraIconName.Delete => "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.9 12.5h9.2L17.5 7M10.2 11v5M13.8 11v5",
        LoraIconName.Edit => "M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3",
        LoraIconName.Check => "M5 12.5l4.5 4.5L19 7.5",
        LoraIconName.Warning => "M12 4.5L21 19.5H3zM12 10v4.5M12 17v.01",
        LoraIconName.Retry => "M19 12a7 7 0 1 1-2.2-5.1M17.5 3.5v4h-4",
        LoraIconName.Add => "M12 5v14M5 12h14",
        LoraIconName.ChevronDown => "M6.5 9.5L12 15l5.5-5.5",
        LoraIconName.Pause => "M9 6v12M15 6v12",
        LoraIconName.Resume => "M8 5.5v13l10.5-6.5z",
        LoraIconName.Library => "M12 4l8.5 4.5L12 13 3.5 8.5zM4 12.5l8 4.3 8-4.3M4 16.2l8 4.3 8-4.3",
        LoraIconName.Information => "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5M12 8v.01",
        LoraIconName.Enter => "M19 6v6.5H6M9.5 9L6 12.5 9.5 16",
        LoraIconName.Copy => "M9 8.5h10.5V20H9zM15 8.5V4H4.5v11.5H9",
        _ => string.Empty,
    };
}
