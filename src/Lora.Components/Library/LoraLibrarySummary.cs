namespace Lora.Components;

/// <summary>How much is in the library, whatever is being searched for.</summary>
/// <param name="Count">How many LoRAs there are.</param>
/// <param name="Size">Their sizes added up, in bytes.</param>
public sealed record LoraLibrarySummary(int Count, long Size);
