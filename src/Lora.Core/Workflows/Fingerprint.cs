using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Lora.Inspection;

namespace Lora.Workflows;

/// <summary>
/// Computes fingerprints: the SHA-256 over the size, the beginning and the end of a file. The beginning is the whole header of a safetensors file,
/// and at least 64 KiB; the end is 64 KiB, which differ between two training runs with the same header.
/// </summary>
internal static class Fingerprint
{
    private const int Sample = 64 * 1024;
    private const int MostHeader = 16 * 1024 * 1024;
    private const int Chunk = 256 * 1024;

    public static async Task<string> OfAsync(ILoraByteSource source, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, source.Length);
        hash.AppendData(number);
        var head = await HeadAsync(source, number, cancellationToken).ConfigureAwait(false);
        await AppendAsync(hash, source, 0, head, cancellationToken).ConfigureAwait(false);
        await AppendAsync(hash, source, Math.Max(head, source.Length - Sample), source.Length, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<long> HeadAsync(ILoraByteSource source, byte[] number, CancellationToken cancellationToken)
    {
        if (source.Length < number.Length)
        {
            return source.Length;
        }

        await source.ReadAsync(0, number, cancellationToken).ConfigureAwait(false);
        var header = BinaryPrimitives.ReadUInt64LittleEndian(number);
        var head = header <= MostHeader ? Math.Max(Sample, (long)header + number.Length) : Sample;
        return Math.Min(head, source.Length);
    }

    private static async Task AppendAsync(IncrementalHash hash, ILoraByteSource source, long start, long end, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            while (start < end)
            {
                var bytes = buffer.AsMemory(0, (int)Math.Min(Chunk, end - start));
                await source.ReadAsync(start, bytes, cancellationToken).ConfigureAwait(false);
                hash.AppendData(bytes.Span);
                start += bytes.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
