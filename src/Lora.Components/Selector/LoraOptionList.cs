namespace Lora.Components;

/// <summary>The options for one search.</summary>
/// <param name="Options">The options, with recently used LoRAs first.</param>
/// <param name="Matches">The number of LoRAs that match the search.</param>
/// <param name="Total">The number of LoRAs in the workspace.</param>
/// <param name="HasMore">Whether more options can be loaded.</param>
/// <param name="IsCapped">Whether there are more matches than <paramref name="Matches"/>.</param>
/// <param name="Hidden">The number of LoRAs in the workspace that are hidden because they are incompatible.</param>
internal sealed record LoraOptionList(IReadOnlyList<LoraOption> Options, int Matches, int Total, bool HasMore, bool IsCapped = false, int Hidden = 0)
{
    public static LoraOptionList Empty { get; } = new([], 0, 0, false);
}
