namespace Lora.Components;

/// <summary>The options of one search, and when they were read.</summary>
/// <param name="List">The options.</param>
/// <param name="Pages">The pages of the search.</param>
/// <param name="Context">What the options were combined with.</param>
/// <param name="Words">The words of the search.</param>
/// <param name="Filter">Whether incompatible LoRAs are included, and the base model filter.</param>
/// <param name="Version">The number of changes that were known before.</param>
/// <param name="ReadAt">The timestamp of the clock.</param>
internal sealed record LoraOptionResult(
    LoraOptionList List, LoraOptionPages Pages, LoraOptionContext Context, string[] Words, (bool ShowsAll, string? Family) Filter, int Version, long ReadAt);
