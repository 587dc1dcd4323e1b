using System.Globalization;

namespace Lora.Benchmarks.Micro;

/// <summary>The modules that a trainer changes: <paramref name="Modules"/> of each of <paramref name="Blocks"/> blocks.</summary>
/// <param name="Block">The name of a block, with <c>#</c> for its number.</param>
/// <param name="Blocks">How many blocks.</param>
/// <param name="Modules">The modules of a block, with their width in and out.</param>
/// <param name="Rank">The rank of all.</param>
/// <param name="HasAlpha">Whether tensors are named as kohya's trainers do, with an alpha each, and not as PEFT does.</param>
internal sealed record Network(string Block, int Blocks, (string Name, int In, int Out)[] Modules, int Rank, bool HasAlpha)
{
    public void Write(HeaderWriter header, int most = int.MaxValue)
    {
        foreach (var number in Enumerable.Range(0, Blocks).Select(number => number.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal))
        {
            var block = Block.Replace("#", number, StringComparison.Ordinal);
            foreach (var (name, width, height) in Modules)
            {
                Write(header, block + name, width, height, most);
            }
        }
    }

    private void Write(HeaderWriter header, string module, int width, int height, int most)
    {
        Write(header, HasAlpha, most, module + ".alpha");
        Write(header, true, most, module + (HasAlpha ? ".lora_down.weight" : ".lora_A.weight"), Rank, width);
        Write(header, true, most, module + (HasAlpha ? ".lora_up.weight" : ".lora_B.weight"), height, Rank);
    }

    private static void Write(HeaderWriter header, bool wanted, int most, string name, params int[] shape)
    {
        if (wanted && header.Tensors < most)
        {
            header.Add(name, shape);
        }
    }
}
