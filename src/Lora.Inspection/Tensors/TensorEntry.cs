using System.Runtime.InteropServices;

namespace Lora.Inspection.Tensors;

/// <summary>One tensor of a <see cref="TensorTable"/>. Begin and End are relative to the first byte after the header; both are -1 if not known.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TensorEntry(int NameStart, int NameLength, int ShapeStart, int ShapeLength, TensorType Type, long Begin, long End);
