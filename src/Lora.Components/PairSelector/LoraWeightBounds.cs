namespace Lora.Components;

/// <summary>The bounds and the step of a weight.</summary>
/// <param name="Min">The minimum; <see langword="null"/> for none.</param>
/// <param name="Max">The maximum; <see langword="null"/> for none.</param>
/// <param name="Step">The step of the slider and the arrow keys. Must be greater than 0.</param>
public sealed record LoraWeightBounds(decimal? Min, decimal? Max, decimal Step)
{
    /// <summary>Gets the bounds of the built-in models: −4 to 4 with a step of 0.05.</summary>
    public static LoraWeightBounds Default { get; } = new(-4, 4, 0.05m);
}
