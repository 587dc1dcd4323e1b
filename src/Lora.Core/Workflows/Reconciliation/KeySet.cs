using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Lora.Workflows.Reconciliation;

/// <summary>A set of storage keys with the sizes of their objects. Stores only sixteen bytes for each, so that millions fit into memory.</summary>
internal sealed class KeySet
{
    private readonly HashSet<UInt128> _digests = [];

    public void Add(string key, long size) => _digests.Add(DigestOf(key, size));

    public bool Contains(string key, long size) => _digests.Contains(DigestOf(key, size));

    private static UInt128 DigestOf(string key, long size)
    {
        var text = MemoryMarshal.AsBytes(key.AsSpan());
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length + sizeof(long));
        text.CopyTo(buffer);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(text.Length), size);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, text.Length + sizeof(long)), digest);
        ArrayPool<byte>.Shared.Return(buffer);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
