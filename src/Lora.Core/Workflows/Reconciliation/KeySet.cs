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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(key.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in size)));
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
