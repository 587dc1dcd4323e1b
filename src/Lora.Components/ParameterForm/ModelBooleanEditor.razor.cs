namespace Lora.Components;

/// <summary>Edits a yes or no.</summary>
public sealed partial class ModelBooleanEditor
{
    private bool IsOn => Context.Value is true || (Context.Value is string text && bool.TryParse(text, out var on) && on);
}
