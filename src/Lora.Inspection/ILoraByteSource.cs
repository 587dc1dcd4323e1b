namespace Lora.Inspection;

/// <summary>The bytes of a file, read where they are needed: a file on disk, an object in storage, or the pieces a browser has sent.</summary>
public interface ILoraByteSource
{
    /// <summary>The length of the whole file in bytes.</summary>
    long Length { get; }

    /// <summary>Fills <paramref name="buffer"/> with the bytes from <paramref name="offset"/> on. The range lies within <see cref="Length"/>.</summary>
    /// <exception cref="EndOfStreamException">The file has become shorter.</exception>
    ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default);
}
