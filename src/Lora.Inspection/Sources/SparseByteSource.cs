namespace Lora.Inspection.Sources;

/// <summary>
/// Reads a file of which only some pieces are available, such as those that a browser has sent. Reading anything else throws <see cref="MissingBytesException"/> and records the
/// range, so that all missing pieces can be requested together.
/// </summary>
internal sealed class SparseByteSource : ILoraByteSource
{
    private readonly SortedList<long, ReadOnlyMemory<byte>> _pieces = [];
    private readonly List<ByteRange> _missing = [];

    /// <summary>Creates a source without pieces.</summary>
    /// <param name="length">The length of the whole file in bytes.</param>
    public SparseByteSource(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>Gets the ranges that were read but are missing, in the order of the attempts. An inspection can succeed without some of them, with fewer results.</summary>
    public IReadOnlyList<ByteRange> Missing => _missing;

    /// <summary>Adds a piece. If pieces overlap, the one that starts last wins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The piece does not lie within the file.</exception>
    public void Add(long offset, ReadOnlyMemory<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - bytes.Length);
        if (!_pieces.TryGetValue(offset, out var present) || present.Length < bytes.Length)
        {
            _pieces[offset] = bytes;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="MissingBytesException">Some of the bytes are missing.</exception>
    public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var at = 0; at < buffer.Length;)
        {
            var piece = From(offset + at);
            if (piece.IsEmpty)
            {
                var range = new ByteRange(offset, buffer.Length);
                _missing.Add(range);
                return ValueTask.FromException(new MissingBytesException(range));
            }

            var length = Math.Min(piece.Length, buffer.Length - at);
            piece[..length].CopyTo(buffer[at..]);
            at += length;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Returns the available bytes from an offset to the next gap; empty if the byte at the offset is missing.</summary>
    private ReadOnlyMemory<byte> From(long offset)
    {
        for (var index = _pieces.Count - 1; index >= 0; index--)
        {
            var start = _pieces.GetKeyAtIndex(index);
            var bytes = _pieces.GetValueAtIndex(index);
            if (start <= offset && offset < start + bytes.Length)
            {
                return bytes[(int)(offset - start)..];
            }
        }

        return default;
    }
}
