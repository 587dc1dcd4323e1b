using System.Runtime.InteropServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>The offset of an alpha after the header, and its data type.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AlphaPlace(long Begin, TensorType Type)
{
    public long End => Begin + (TensorTypes.BitsOf(Type) / 8);
}
