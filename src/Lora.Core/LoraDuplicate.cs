namespace Lora;

/// <summary>Another LoRA of the workspace that has the same file.</summary>
/// <param name="Lora">The other LoRA.</param>
/// <param name="IsConfirmed">Whether the SHA-256 of both files match. Until both are computed, only the size, the header and the end of the files are compared.</param>
public sealed record LoraDuplicate(LoraItem Lora, bool IsConfirmed);
