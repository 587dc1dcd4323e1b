using System.Runtime.InteropServices;

namespace Lora.Inspection.Identification;

/// <summary>A block number in the name of a module: its position, length and value.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BlockNumber(int Start, int Length, int Value);
