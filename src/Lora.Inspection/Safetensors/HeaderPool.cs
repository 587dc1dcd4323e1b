using System.Buffers;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Pools the memory of headers. The shared pool keeps arrays for each thread, which is too much memory for long headers; of these, at most one for each power of two is kept, and
/// none that is longer than the headers of real files.
/// </summary>
internal static class HeaderPool
{
    private const int MaxShared = 1024 * 1024;
    private const int MaxKept = 4 * MaxShared;

    private static readonly ArrayPool<byte> Long = ArrayPool<byte>.Create(MaxKept, maxArraysPerBucket: 1);

    public static byte[] Rent(int length) => PoolOf(length).Rent(length);

    public static void Return(byte[] bytes) => PoolOf(bytes.Length).Return(bytes);

    // Lengths up to the limit are rounded up to at most the limit, so an array returns to the pool that it is from.
    private static ArrayPool<byte> PoolOf(int length) => length <= MaxShared ? ArrayPool<byte>.Shared : Long;
}
