namespace Lora.Inspection;

/// <summary>The other half of a pair.</summary>
/// <param name="Sibling">The other half; <see langword="null"/> when there is none, or more than one could be it.</param>
/// <param name="Candidates">All that could be it, by id, where more than one could; else empty.</param>
/// <param name="Evidence">Why, in words.</param>
public sealed record LoraPairFinding(LoraPairItem? Sibling, IReadOnlyList<LoraPairItem> Candidates, string Evidence)
{
    /// <summary>No other half.</summary>
    public static LoraPairFinding None { get; } = new(null, [], "No other file has the same name with high and low swapped.");
}
