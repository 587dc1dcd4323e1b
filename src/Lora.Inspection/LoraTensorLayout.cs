namespace Lora.Inspection;

/// <summary>
/// One way in which the LoRAs of a family name and shape their tensors; a family may have several. All conditions must hold.
/// </summary>
/// <remarks>
/// The language of patterns: the name of a module without the prefix of its trainer and without the ending of the tensor, in words parted by <c>_</c>, where a dot in the
/// file counts as <c>_</c> too. <c>#</c> is a word that is a number, but for the last word of a name, which stays as it is (<c>double_blocks_#_img_mlp_2</c>).
/// Text encoders begin with <c>te_</c>, <c>te1_</c>, <c>te2_</c> or <c>te3_</c>. A pattern is found where its words stand in a row; <c>^</c> before it means: at the
/// beginning of the name, <c>$</c> after it: at its end.
/// </remarks>
public sealed record LoraTensorLayout
{
    /// <summary>The layout is considered when one of these is there.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Each of these must be there.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>None of these may be there.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Only this family has these: one of them decides, when nothing speaks against it.</summary>
    public IReadOnlyList<string> Proofs { get; init; } = [];

    /// <summary>How wide its layers are.</summary>
    public IReadOnlyList<LoraLayerWidth> Widths { get; init; } = [];

    /// <summary>Which block numbers it has.</summary>
    public IReadOnlyList<LoraBlockNumbers> Blocks { get; init; } = [];

    /// <summary>A block with at least this number must be there: <see cref="LoraBlockNumbers.Min"/> counts, one of them is enough.</summary>
    public IReadOnlyList<LoraBlockNumbers> NeedsBlocks { get; init; } = [];

    /// <summary>At least one of <see cref="Widths"/> must be seen in the file.</summary>
    public bool NeedsWidth { get; init; }

    /// <summary>It counts only where the metadata names the family: trainers rarely write it, or it cannot be told from a frequent one.</summary>
    public bool NeedsName { get; init; }

    /// <summary>It counts only where names have dots, as PyTorch writes them.</summary>
    public bool NeedsDots { get; init; }

    /// <summary>It says little, such as a text encoder alone: it yields to every other and makes a family possible at most.</summary>
    public bool IsWeak { get; init; }
}
