namespace Lora.Components;

/// <summary>Edits a Boolean parameter.</summary>
public sealed partial class ModelBooleanEditor
{
    private bool IsOn => Context.Value is true || (Context.Value is string text && bool.TryParse(text, out var on) && on);
}
