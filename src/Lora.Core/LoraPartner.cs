namespace Lora;

/// <summary>What a person decided about the other half of a pair. Where nothing was decided, the other half is found by itself.</summary>
/// <param name="Id">The other half; <see langword="null"/>: there is none, whatever the names say.</param>
public sealed record LoraPartner(LoraId? Id);
