using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Transfers;

/// <summary>
/// Writes bytes in the chunks of AWS, with their SHA-256 behind the last one, so that a body can be sent before its digest is known. Pieces go on as they come:
/// nothing is kept until a chunk is full. Leaves the inner stream open.
/// </summary>
internal sealed class S3ChunkedBody(Stream inner, long size) : IDisposable
{
    /// <summary>What the body is encoded as.</summary>
    public const string ContentEncoding = "aws-chunked";

    // AWS takes no smaller chunk than 8 KiB but the last.
    private const long ChunkSize = 64 * 1024;
    private const int DigestLength = 44;

    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _left = size;
    private long _leftOfChunk;

    /// <summary>How long the body is for so many bytes.</summary>
    public static long LengthOf(long size)
    {
        var (full, rest) = Math.DivRem(size, ChunkSize);
        return (full * (Head(ChunkSize).Length + ChunkSize + LineEnd.Length))
            + (rest == 0 ? 0 : Head(rest).Length + rest + LineEnd.Length)
            + Tail(new string('=', DigestLength)).Length;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        while (!bytes.IsEmpty)
        {
            if (_leftOfChunk == 0)
            {
                _leftOfChunk = Math.Min(ChunkSize, _left);
                await inner.WriteAsync(Head(_leftOfChunk), cancellationToken).ConfigureAwait(false);
            }

            var piece = bytes[..(int)Math.Min(bytes.Length, _leftOfChunk)];
            await inner.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            bytes = bytes[piece.Length..];
            _left -= piece.Length;
            _leftOfChunk -= piece.Length;
            if (_leftOfChunk == 0)
            {
                await inner.WriteAsync(LineEnd, cancellationToken).ConfigureAwait(false);
            }
        }

        if (_left == 0)
        {
            await inner.WriteAsync(Tail(Convert.ToBase64String(_hash.GetHashAndReset())), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _hash.Dispose();

    private static byte[] Head(long size) => Encoding.ASCII.GetBytes(size.ToString("x", CultureInfo.InvariantCulture) + "\r\n");

    private static byte[] Tail(string digest) => Encoding.ASCII.GetBytes($"0\r\n{S3Digest.Header}:{digest}\r\n\r\n");
}
