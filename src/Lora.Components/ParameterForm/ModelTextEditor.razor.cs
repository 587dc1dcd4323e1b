namespace Lora.Components;

/// <summary>Edits a text parameter.</summary>
public sealed partial class ModelTextEditor
{
    private string Text => Context.Value?.ToString() ?? string.Empty;
}
