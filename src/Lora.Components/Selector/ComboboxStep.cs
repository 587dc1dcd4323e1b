namespace Lora.Components;

/// <summary>The outcome of a key or a click.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="Effect">What has to be done outside.</param>
/// <param name="Accepted">The option that was accepted; only with <see cref="ComboboxEffect.Accept"/>.</param>
internal sealed record ComboboxStep(ComboboxState State, ComboboxEffect Effect = ComboboxEffect.None, LoraOption? Accepted = null);
