namespace Lora.Inspection.Identification;

/// <summary>
/// The width of a layer of a family. It is read from the tensor of a module that has it (the input from <c>lora_down</c>, the output from <c>lora_up</c>), so that a rank is
/// never mistaken for a width. A layer that is not in the file is ignored; one of another width is evidence against the family.
/// </summary>
/// <param name="Pattern">The layer, a pattern of <see cref="TensorLayout"/>.</param>
/// <param name="Side">Input or output.</param>
/// <param name="Widths">The possible widths.</param>
internal sealed record LayerWidth(string Pattern, LayerSide Side, params IReadOnlyList<long> Widths)
{
    /// <summary>Creates a rule for the input of a layer.</summary>
    public static LayerWidth In(string pattern, params IReadOnlyList<long> widths) => new(pattern, LayerSide.Input, widths);

    /// <summary>Creates a rule for the output of a layer.</summary>
    public static LayerWidth Out(string pattern, params IReadOnlyList<long> widths) => new(pattern, LayerSide.Output, widths);

    /// <summary>Creates rules for layers with the same input and output. A file may show only one of them: orthogonal networks don't show the input.</summary>
    public static IReadOnlyList<LayerWidth> Layers(long input, long output, params IReadOnlyList<string> patterns) =>
        [.. patterns.SelectMany(pattern => new[] { In(pattern, input), Out(pattern, output) })];
}
