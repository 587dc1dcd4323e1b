namespace Lora.Inspection;

/// <summary>A file behind a stream that can seek. It is read at one place at a time, and is left open.</summary>
public sealed class StreamByteSource : ILoraByteSource
{
    private readonly Stream _stream;

    /// <summary>Reads from a stream.</summary>
    /// <param name="stream">The stream, which must be able to read and to seek. Its position moves.</param>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public StreamByteSource(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanSeek)
        {
            throw new ArgumentException("The stream must be able to read and to seek.", nameof(stream));
        }

        _stream = stream;
        Length = stream.Length;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _stream.Position = offset;
        return _stream.ReadExactlyAsync(buffer, cancellationToken);
    }
}
