using System.Runtime.InteropServices;

namespace Lora.Inspection.Tensors;

/// <summary>One tensor of a <see cref="TensorTable"/>. Begin and End count from the first byte after the header; both are -1 where that is not known.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TensorEntry(int NameStart, int NameLength, int ShapeStart, int ShapeLength, TensorType Type, long Begin, long End);
