namespace Lora.Components;

/// <summary>Between which numbers a weight moves, and by how much.</summary>
/// <param name="Min">The smallest weight; <see langword="null"/>: no bound.</param>
/// <param name="Max">The largest weight; <see langword="null"/>: no bound.</param>
/// <param name="Step">By how much the slider and the keys move it; greater than 0.</param>
public sealed record LoraWeightBounds(decimal? Min, decimal? Max, decimal Step)
{
    /// <summary>−4 to 4 by 0.05, as the built-in models have it.</summary>
    public static LoraWeightBounds Default { get; } = new(-4, 4, 0.05m);
}
