namespace Lora;

/// <summary>Something that happened to a LoRA of the caller's workspace.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Id">To which LoRA.</param>
public sealed record LoraChange(LoraChangeKind Kind, LoraId Id);
