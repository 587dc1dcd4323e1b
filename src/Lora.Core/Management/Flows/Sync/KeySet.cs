using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Lora.Management.Flows.Sync;

/// <summary>A set of storage keys that keeps sixteen bytes of each, so that millions fit into memory.</summary>
internal sealed class KeySet
{
    private readonly HashSet<UInt128> _digests = [];

    public void Add(string key) => _digests.Add(DigestOf(key));

    public bool Contains(string key) => _digests.Contains(DigestOf(key));

    private static UInt128 DigestOf(string key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan()), digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
