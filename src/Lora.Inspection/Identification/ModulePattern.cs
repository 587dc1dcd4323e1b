using System.Text;

namespace Lora.Inspection.Identification;

/// <summary>
/// All modules whose names differ in their block numbers only, as one: <c>double_blocks.0.img_attn.qkv</c> and <c>lora_unet_double_blocks_18_img_attn_qkv</c>
/// both are <c>double_blocks_#_img_attn_qkv</c>. Numbers that are a word of their own count as block numbers, but for the last word of the name.
/// </summary>
internal sealed class ModulePattern(byte[] name, ModulePart part, bool dotted)
{
    public const int MaxIndexes = 6;

    private readonly LeafShapes?[] _leaves = new LeafShapes?[(int)TensorLeaf.NormBias + 1];
    private readonly int[] _low = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
    private readonly int[] _high = [-1, -1, -1, -1, -1, -1];

    public ReadOnlySpan<byte> Name => name;

    public ModulePart Part => part;

    /// <summary>Whether words of the name are parted by dots, as PyTorch does, and not by underscores alone, as kohya's trainers do.</summary>
    public bool Dotted => dotted;

    public string Text => Encoding.UTF8.GetString(name);

    public LeafShapes? this[TensorLeaf leaf] => _leaves[(int)leaf];

    /// <summary>The smallest and the largest block number at a place, counted from 0.</summary>
    public (int Low, int High) Index(int place) => place < MaxIndexes ? (_low[place], _high[place]) : (int.MaxValue, -1);

    public int Count(TensorLeaf leaf) => _leaves[(int)leaf]?.Count ?? 0;

    /// <summary>The pattern that last followed this one in the file; mostly it does so in every block.</summary>
    public ModulePattern? Next { get; set; }

    /// <summary>The name in which it was last worked out.</summary>
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

    public void Add(TensorLeaf leaf, ReadOnlySpan<long> shape) => (_leaves[(int)leaf] ??= new LeafShapes()).Add(shape);
}
