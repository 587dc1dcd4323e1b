namespace Lora.Components;

/// <summary>Edits a number.</summary>
public sealed partial class ModelNumberEditor;
