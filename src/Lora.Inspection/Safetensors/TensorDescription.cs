using System.Runtime.InteropServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>What the entry of a tensor says, except its name; the shape lies in the list of dimensions.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct TensorDescription(TensorType Type, int ShapeStart, int ShapeLength, ulong Elements, bool Overflows, long Begin, long End)
{
    /// <summary>Multiplies from left to right as the reference does, so that a leading zero makes any shape small.</summary>
    public void AddDimension(ulong dimension)
    {
        var high = Math.BigMul(Elements, dimension, out var low);
        Overflows |= high != 0;
        Elements = low;
        ShapeLength++;
    }

    public static TensorDescription StartingAt(int shapeStart) => new(TensorType.Other, shapeStart, 0, Elements: 1, Overflows: false, 0, 0);
}
