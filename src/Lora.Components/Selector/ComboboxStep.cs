namespace Lora.Components;

/// <summary>The result of a key or a click.</summary>
/// <param name="State">The new state.</param>
/// <param name="Effect">The action for the owner.</param>
/// <param name="Accepted">The accepted option; set only with <see cref="ComboboxEffect.Accept"/>.</param>
internal sealed record ComboboxStep(ComboboxState State, ComboboxEffect Effect = ComboboxEffect.None, LoraOption? Accepted = null);
