namespace Lora.Components;

/// <summary>A parameter and, where it is a LoRA that has one, the number that weighs it.</summary>
internal sealed record ModelFormSlot(ModelParameter Parameter, ModelParameter? Weight = null);
