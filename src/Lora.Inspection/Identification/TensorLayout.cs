namespace Lora.Inspection.Identification;

/// <summary>
/// One way in which the LoRAs of a family name and shape their tensors. A family may have several; all conditions of one must hold.
/// </summary>
/// <remarks>
/// The syntax of patterns: the name of a module without the prefix of its trainer and the ending of the tensor, as words separated by <c>_</c>; a dot in the file is also a
/// <c>_</c>. <c>#</c> is a word that is a number, except for the last word of a name, which stays as it is (<c>double_blocks_#_img_mlp_2</c>). Text encoders start with
/// <c>te_</c>, <c>te1_</c>, <c>te2_</c> or <c>te3_</c>. A pattern matches consecutive words; <c>^</c> anchors it at the start of the name, <c>$</c> at the end.
/// </remarks>
internal sealed record TensorLayout
{
    /// <summary>Gets the patterns of which at least one must match for the layout to be considered.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Gets the patterns that must all match.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Gets the patterns that must not match.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Gets the patterns that only this family has: one match decides unless a width contradicts.</summary>
    public IReadOnlyList<string> Proofs { get; init; } = [];

    /// <summary>Gets the widths of its layers, those of one layer after another.</summary>
    public IReadOnlyList<LayerWidth> Widths { get; init => field = [.. value.GroupBy(static width => width.Pattern, StringComparer.Ordinal).SelectMany(static layer => layer)]; } = [];

    /// <summary>
    /// Gets the patterns of its other layers. A layer in the file that is neither here nor in <see cref="Widths"/> nor in <see cref="Proofs"/> suggests another model. A pattern that ends
    /// with <c>#</c> names a block, not its layers, so it doesn't count.
    /// </summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Gets its block numbers.</summary>
    public IReadOnlyList<BlockRange> Blocks { get; init; } = [];

    /// <summary>
    /// Gets the ranges whose last block a complete LoRA of the family has. A model with the same layers and another number of blocks has another last one, so without a range the
    /// tensors alone are never certain. Default: <see cref="Blocks"/>.
    /// </summary>
    public IReadOnlyList<BlockRange> Depth { get => field ?? Blocks; init; }

    /// <summary>Gets the ranges of which at least one must be reached: a block with at least the number <see cref="BlockRange.Min"/>.</summary>
    public IReadOnlyList<BlockRange> NeedsBlocks { get; init; } = [];

    /// <summary>Gets whether at least one of <see cref="Widths"/> must match.</summary>
    public bool NeedsWidth { get; init; }

    /// <summary>Gets whether the file must have the last block of each range of <see cref="Depth"/>, because a larger model has the same layers.</summary>
    public bool NeedsDepth { get; init; }

    /// <summary>Gets whether the layout applies only if the metadata names the family, because it is rare or identical to a frequent one.</summary>
    public bool NeedsName { get; init; }

    /// <summary>Gets whether another model has all of these layers with the same widths, so that the tensors alone are never certain.</summary>
    public bool IsShared { get; init; }

    /// <summary>Gets whether the layout applies only to names with dots, as in PyTorch.</summary>
    public bool NeedsDots { get; init; }

    /// <summary>Gets the variant of the family that the layout shows, or <see langword="null"/>.</summary>
    public string? Variant { get; init; }

    /// <summary>Gets whether the layout is weak evidence, such as a text encoder alone. Any other layout wins, and the family is at most possible.</summary>
    public bool IsWeak { get; init; }
}
