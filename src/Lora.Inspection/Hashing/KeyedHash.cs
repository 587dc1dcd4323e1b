using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lora.Inspection.Hashing;

/// <summary>
/// Hashes names with 128 bits of random key for each process, so that no file can be made with names that collide. The functions of System.IO.Hashing only have a seed of 64 bits
/// beside public constants and are not meant for hostile input.
/// </summary>
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

        // The last bytes overlap the ones before them if they don't fill a step.
        return Add(Add(hash, text[^Step..]), text);
    }

    private static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        var high = Math.BigMul(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ First, BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]) ^ hash, out var low);
        return high ^ low;
    }

    private static ulong RandomKey() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
