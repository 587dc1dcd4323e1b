namespace Lora;

/// <summary>A user's decision about the partner in a high-noise/low-noise pair. Without a decision, the partner is detected automatically.</summary>
/// <param name="Id">The id of the partner; <see langword="null"/> for none, even if another LoRA's name matches.</param>
public sealed record LoraPartner(LoraId? Id);
