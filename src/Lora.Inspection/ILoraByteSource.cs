namespace Lora.Inspection;

/// <summary>
/// Provides random access to the bytes of a file: on disk, in storage, or the pieces that a browser has sent. An inspection reads only the ranges that it needs, one after the other.
/// </summary>
public interface ILoraByteSource
{
    /// <summary>Gets the length of the whole file in bytes.</summary>
    long Length { get; }

    /// <summary>Fills a buffer with bytes of the file.</summary>
    /// <param name="offset">The position of the first byte. The range that starts here lies within <see cref="Length"/>.</param>
    /// <param name="buffer">The buffer to fill completely.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="EndOfStreamException">The file has become shorter.</exception>
    ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default);
}
