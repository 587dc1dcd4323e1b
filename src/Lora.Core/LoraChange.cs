namespace Lora;

/// <summary>A change of a LoRA in the caller's workspace, by any user on any server of the application.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Id">The id of the LoRA; <c>default</c> if notifications were missed (<see cref="LoraChangeKind.Missed"/>).</param>
public sealed record LoraChange(LoraChangeKind Kind, LoraId Id);
