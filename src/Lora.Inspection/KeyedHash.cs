using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lora.Inspection;

/// <summary>A fast hash of names, with keys chosen anew in each process, so that no file can be made whose names collide on purpose.</summary>
internal static class KeyedHash
{
    private const int Step = 2 * sizeof(ulong);

    private static readonly ulong First = RandomKey();
    private static readonly ulong Second = RandomKey();

    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var hash = Second ^ (ulong)text.Length;
        if (text.Length < Step)
        {
            Span<byte> padded = stackalloc byte[Step];
            padded.Clear();
            text.CopyTo(padded);
            return Add(Add(hash, padded), padded);
        }

        for (var rest = text; rest.Length > Step; rest = rest[Step..])
        {
            hash = Add(hash, rest);
        }

        // The last bytes overlap those before them where they do not fill a step.
        return Add(Add(hash, text[^Step..]), text);
    }

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        var high = Math.BigMul(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ First, BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]) ^ hash, out var low);
        return high ^ low;
    }

    private static ulong RandomKey() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
