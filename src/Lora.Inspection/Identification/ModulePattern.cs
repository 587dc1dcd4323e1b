using System.Text;

namespace Lora.Inspection.Identification;

/// <summary>
/// The modules whose names differ only in block numbers: <c>double_blocks.0.img_attn.qkv</c> and <c>lora_unet_double_blocks_18_img_attn_qkv</c>
/// are both <c>double_blocks_#_img_attn_qkv</c>. A number that is a word is a block number unless it is the last word of the name.
/// </summary>
internal sealed class ModulePattern(byte[] name, ModulePart part, bool dotted)
{
    public const int MaxIndexes = 6;

    private readonly LeafShapes?[] _leaves = new LeafShapes?[(int)TensorLeaf.NormBias + 1];
    private readonly int[] _low = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
    private readonly int[] _high = [-1, -1, -1, -1, -1, -1];

    public ReadOnlySpan<byte> Name => name;

    public ModulePart Part => part;

    /// <summary>Gets whether the words of the name are separated by dots, as in PyTorch, and not only by underscores, as in kohya's trainers.</summary>
    public bool Dotted => dotted;

    public string Text => Encoding.UTF8.GetString(name);

    public LeafShapes? this[TensorLeaf leaf] => _leaves[(int)leaf];

    /// <summary>Returns the smallest and the largest block number at a zero-based place.</summary>
    public (int Low, int High) Index(int place) => place < MaxIndexes ? (_low[place], _high[place]) : (int.MaxValue, -1);

    public int Count(TensorLeaf leaf) => _leaves[(int)leaf]?.Count ?? 0;

    /// <summary>Gets or sets the pattern that last followed this one in the file; usually the same follows in every block.</summary>
    public ModulePattern? Next { get; set; }

    /// <summary>Gets the last name that was parsed to this pattern.</summary>
    public SeenName Seen { get; } = new();

    public void See(ReadOnlySpan<BlockNumber> numbers)
    {
        for (var place = 0; place < numbers.Length; place++)
        {
            var value = numbers[place].Value;
            _low[place] = Math.Min(_low[place], value);
            _high[place] = Math.Max(_high[place], value);
        }
    }

    /// <summary>Returns the same modules without the first bytes of their name, which contain no block number.</summary>
    public ModulePattern Without(int start)
    {
        var copy = new ModulePattern(name[start..], part, dotted);
        _leaves.CopyTo(copy._leaves, 0);
        _low.CopyTo(copy._low, 0);
        _high.CopyTo(copy._high, 0);
        return copy;
    }

    public void Add(TensorLeaf leaf, ReadOnlySpan<long> shape) => (_leaves[(int)leaf] ??= new LeafShapes()).Add(shape);
}
