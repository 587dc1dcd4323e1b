namespace Lora;

/// <summary>A change of a LoRA in the caller's workspace.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Id">The id of the LoRA.</param>
public sealed record LoraChange(LoraChangeKind Kind, LoraId Id);
