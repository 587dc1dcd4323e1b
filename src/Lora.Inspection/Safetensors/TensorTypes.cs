using System.Text;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>The names and sizes in bits of the safetensors data types.</summary>
internal static class TensorTypes
{
    private static readonly byte[][] Names = [.. Enum.GetNames<TensorType>().Select(Encoding.ASCII.GetBytes)];

    // In the order of the enumeration.
    private static readonly byte[] Bits = [0, 8, 4, 6, 6, 8, 8, 8, 8, 8, 8, 8, 16, 16, 16, 16, 32, 32, 32, 64, 64, 64, 64];

    public static ReadOnlySpan<byte> NameOf(TensorType type) => Names[(int)type];

    public static int BitsOf(TensorType type) => Bits[(int)type];

    /// <summary>Returns the data type with a case-sensitive name, or <see cref="TensorType.Other"/> if safetensors doesn't define it.</summary>
    public static TensorType Parse(ReadOnlySpan<byte> name)
    {
        for (var type = 1; type < Names.Length; type++)
        {
            if (name.SequenceEqual(Names[type]))
            {
                return (TensorType)type;
            }
        }

        return TensorType.Other;
    }
}
