using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Lora.Inspection.Identification;

/// <summary>The first bytes of a name as a number, to compare at once. The names of a file have few different ones.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NameStart(uint Bytes)
{
    public const int Length = sizeof(uint);

    /// <summary>The start of a name; of one that is shorter, all of it.</summary>
    public static NameStart Of(ReadOnlySpan<byte> name)
    {
        Span<byte> start = stackalloc byte[Length];
        name[..Math.Min(name.Length, Length)].CopyTo(start);
        return new(BinaryPrimitives.ReadUInt32LittleEndian(start));
    }
}
