using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Transfers;

/// <summary>
/// Writes bytes in the aws-chunked encoding with their SHA-256 in the trailer, so that a body can be sent before its digest is known. Bytes are passed on as they arrive;
/// chunks are not buffered. Leaves the inner stream open.
/// </summary>
internal sealed class S3ChunkedBody(Stream inner, long size) : IDisposable
{
    /// <summary>The content encoding of the body.</summary>
    public const string ContentEncoding = "aws-chunked";

    // AWS accepts no chunk below 8 KiB except the last.
    private const long ChunkSize = 64 * 1024;
    private const int DigestLength = 44;

    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _left = size;
    private long _leftOfChunk;

    /// <summary>Returns the length of the encoded body for a number of bytes.</summary>
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
