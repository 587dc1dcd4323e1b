namespace Lora.Components;

/// <summary>Chooses a LoRA, and weighs it where the model has a weight for it.</summary>
public sealed partial class ModelLoraEditor;
