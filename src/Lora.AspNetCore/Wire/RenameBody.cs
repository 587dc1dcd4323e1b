namespace Lora.Wire;

/// <summary>What changes a LoRA.</summary>
/// <param name="Name">The new name.</param>
internal sealed record RenameBody(string? Name);
