namespace Lora;

/// <summary>A LoRA that a comparison concerns.</summary>
/// <param name="Id">The LoRA.</param>
/// <param name="Name">Its name.</param>
/// <param name="StorageKey">Where its bytes are, or were.</param>
/// <param name="Workspace">Its workspace.</param>
public sealed record LoraSyncRecord(LoraId Id, string Name, string StorageKey, string Workspace);
