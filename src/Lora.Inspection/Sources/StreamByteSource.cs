namespace Lora.Inspection.Sources;

/// <summary>Reads a file behind a stream that can seek. Not safe for concurrent use; the stream stays open.</summary>
internal sealed class StreamByteSource : ILoraByteSource
{
    private readonly Stream _stream;

    /// <summary>Creates a source over a stream.</summary>
    /// <param name="stream">A stream that can read and seek. Its position changes.</param>
    /// <exception cref="ArgumentException">The stream can't read or can't seek.</exception>
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
