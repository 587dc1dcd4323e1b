namespace Lora.Components;

/// <summary>A parameter and, for a LoRA with a weight, the parameter of the weight.</summary>
internal sealed record ModelFormSlot(ModelParameter Parameter, ModelParameter? Weight = null);
