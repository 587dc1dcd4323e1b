namespace Lora;

/// <summary>Another LoRA of the workspace that is the same file.</summary>
/// <param name="Lora">The other one.</param>
/// <param name="IsConfirmed">Whether the SHA-256 of both agree. Until both are computed it is their size, their header and their end that do.</param>
public sealed record LoraDuplicate(LoraItem Lora, bool IsConfirmed);
