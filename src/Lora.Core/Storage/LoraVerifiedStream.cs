using System.Globalization;
using System.Security.Cryptography;

namespace Lora.Storage;

/// <summary>
/// Verifies the SHA-256 of bytes while they are read. The last bytes are returned only if the checksum matches, so that a store never
/// receives a complete part that was corrupted in transit. Leaves the inner stream open.
/// </summary>
internal sealed class LoraVerifiedStream : Stream
{
    private readonly Stream _inner;
    private readonly string _sha256;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _left;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="inner">The stream to verify.</param>
    /// <param name="size">The expected size in bytes. Additional bytes are returned unchecked; the store rejects the part because of its size.</param>
    /// <param name="sha256">The expected SHA-256, 64 lower-case hexadecimal digits.</param>
    public LoraVerifiedStream(Stream inner, long size, string sha256)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentNullException.ThrowIfNull(sha256);
        (_inner, _left, _sha256) = (inner, size, sha256);
    }

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc />
    /// <exception cref="LoraStorageException">All bytes were read, and they have another checksum (<see cref="LoraErrorCodes.PartChecksum"/>).</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left == 0)
        {
            return await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var read = await _inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
        Check(buffer.Span[..read]);
        return read;
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _inner.Read(buffer, offset, _left == 0 ? count : (int)Math.Min(count, _left));
        if (_left > 0)
        {
            Check(buffer.AsSpan(offset, read));
        }

        return read;
    }

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _left -= bytes.Length;
        if (_left == 0 && !string.Equals(Convert.ToHexStringLower(_hash.GetHashAndReset()), _sha256, StringComparison.Ordinal))
        {
            throw new LoraStorageException(
                LoraErrorCodes.PartChecksum,
                string.Create(CultureInfo.InvariantCulture, $"The part does not match the announced SHA-256 {_sha256}. Send it again."),
                isTransient: true);
        }
    }
}
