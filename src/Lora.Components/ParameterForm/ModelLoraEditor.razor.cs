namespace Lora.Components;

/// <summary>Edits a LoRA parameter and its weight, if the model has one.</summary>
public sealed partial class ModelLoraEditor;
