namespace Lora.Components;

/// <summary>Edits a number parameter.</summary>
public sealed partial class ModelNumberEditor;
