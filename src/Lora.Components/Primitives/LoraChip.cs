namespace Lora.Components;

/// <summary>One short fact about a LoRA.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Class">The class of its colours; empty for the quiet one.</param>
/// <param name="Hint">More, for a tooltip and screen readers.</param>
internal sealed record LoraChip(string Text, string Class = "", string? Hint = null);
