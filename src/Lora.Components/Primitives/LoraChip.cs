namespace Lora.Components;

/// <summary>A chip with a short fact about a LoRA.</summary>
/// <param name="Text">The text.</param>
/// <param name="Class">The CSS class for the color; empty for the neutral color.</param>
/// <param name="Hint">An explanation for the tooltip and for screen readers.</param>
internal sealed record LoraChip(string Text, string Class = "", string? Hint = null);
