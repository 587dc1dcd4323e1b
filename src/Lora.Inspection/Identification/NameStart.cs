using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Lora.Inspection.Identification;

/// <summary>The first bytes of a name as a number, for fast comparison. The names of a file have few different ones.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NameStart(uint Bytes)
{
    public const int Length = sizeof(uint);

    /// <summary>Returns the start of a name, or the whole name if it is shorter.</summary>
    public static NameStart Of(ReadOnlySpan<byte> name)
    {
        Span<byte> start = stackalloc byte[Length];
        name[..Math.Min(name.Length, Length)].CopyTo(start);
        return new(BinaryPrimitives.ReadUInt32LittleEndian(start));
    }
}
