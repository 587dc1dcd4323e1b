using System.Runtime.InteropServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>The entry of a tensor without its name; the shape is in the list of dimensions.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct TensorDescription(TensorType Type, int ShapeStart, int ShapeLength, ulong Elements, bool Overflows, long Begin, long End)
{
    /// <summary>Multiplies from left to right like the reference, so that a leading zero makes any shape empty.</summary>
    public void AddDimension(ulong dimension)
    {
        var high = Math.BigMul(Elements, dimension, out var low);
        Overflows |= high != 0;
        Elements = low;
        ShapeLength++;
    }

    public static TensorDescription StartingAt(int shapeStart) => new(TensorType.Other, shapeStart, 0, Elements: 1, Overflows: false, 0, 0);
}
