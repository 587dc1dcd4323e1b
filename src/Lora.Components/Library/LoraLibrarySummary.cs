namespace Lora.Components;

/// <summary>The totals of the library, regardless of search and filter.</summary>
/// <param name="Count">The number of LoRAs.</param>
/// <param name="Size">The total size in bytes.</param>
public sealed record LoraLibrarySummary(int Count, long Size);
