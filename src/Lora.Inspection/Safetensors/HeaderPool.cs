using System.Buffers;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Pools the memory of headers. The shared pool keeps arrays for each thread, which is too much memory for long headers. Of these, one is kept for each power of two up to 4 MiB;
/// headers of real files are shorter.
/// </summary>
internal static class HeaderPool
{
    private const int MaxShared = 1024 * 1024;
    private const int MaxKept = 4 * MaxShared;

    private static readonly ArrayPool<byte> Long = ArrayPool<byte>.Create(MaxKept, maxArraysPerBucket: 1);

    public static byte[] Rent(int length) => PoolOf(length).Rent(length);

    public static void Return(byte[] bytes) => PoolOf(bytes.Length).Return(bytes);

    // Pools round lengths up to a power of two, as the limit is one, so the length of an array identifies its pool.
    private static ArrayPool<byte> PoolOf(int length) => length <= MaxShared ? ArrayPool<byte>.Shared : Long;
}
