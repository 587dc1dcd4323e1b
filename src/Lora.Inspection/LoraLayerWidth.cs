namespace Lora.Inspection;

/// <summary>
/// How wide a layer of a family is. It is read from the half of a module that tells it (the input from <c>lora_down</c>, the output from <c>lora_up</c>),
/// so that a rank is never taken for a width. A layer that is not in the file says nothing; one of another width speaks against the family.
/// </summary>
/// <param name="Pattern">The layer, in the language of <see cref="LoraTensorLayout"/>.</param>
/// <param name="Side">The side.</param>
/// <param name="Widths">The widths it may have.</param>
public sealed record LoraLayerWidth(string Pattern, LoraSide Side, params IReadOnlyList<long> Widths)
{
    /// <summary>
    /// The width of the other side, which is looked at where the file hides this one, as orthogonal networks hide what goes in; <see langword="null"/> when it does not matter.
    /// </summary>
    public long? Opposite { get; init; }

    /// <summary>The width of what goes into a layer.</summary>
    public static LoraLayerWidth In(string pattern, params IReadOnlyList<long> widths) => new(pattern, LoraSide.Input, widths);

    /// <summary>The width of what comes out of a layer.</summary>
    public static LoraLayerWidth Out(string pattern, params IReadOnlyList<long> widths) => new(pattern, LoraSide.Output, widths);

    /// <summary>Layers that take so many numbers and give so many.</summary>
    /// <param name="input">How many go in.</param>
    /// <param name="output">How many come out. It counts only where a file hides what goes in.</param>
    /// <param name="patterns">The layers.</param>
    public static IReadOnlyList<LoraLayerWidth> Layers(long input, long output, params IReadOnlyList<string> patterns) =>
        [.. patterns.Select(pattern => In(pattern, input) with { Opposite = output })];
}
