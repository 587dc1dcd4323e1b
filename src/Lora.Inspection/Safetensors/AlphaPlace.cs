using System.Runtime.InteropServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>Where an alpha begins, counted from the first byte after the header, and what type of number it is.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AlphaPlace(long Begin, TensorType Type)
{
    public long End => Begin + (TensorTypes.BitsOf(Type) / 8);
}
