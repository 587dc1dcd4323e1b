namespace Lora.Inspection;

/// <summary>
/// A file of which only some pieces are at hand, such as those a browser has sent. Reading anything else throws <see cref="MissingBytesException"/>,
/// and is remembered, so that the missing pieces can be asked for together.
/// </summary>
public sealed class SparseByteSource : ILoraByteSource
{
    private readonly SortedList<long, ReadOnlyMemory<byte>> _pieces = [];
    private readonly List<LoraByteRange> _missing = [];

    /// <summary>A file of which nothing is at hand yet.</summary>
    /// <param name="length">The length of the whole file in bytes.</param>
    public SparseByteSource(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>Every range that was read in vain, in the order of the attempts. An inspection can end well without some of them: it then knows less.</summary>
    public IReadOnlyList<LoraByteRange> Missing => _missing;

    /// <summary>Adds a piece. Where pieces overlap, the one that begins last counts.</summary>
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
    /// <exception cref="MissingBytesException">Not all of these bytes are at hand.</exception>
    public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var at = 0; at < buffer.Length;)
        {
            var piece = From(offset + at);
            if (piece.IsEmpty)
            {
                var range = new LoraByteRange(offset, buffer.Length);
                _missing.Add(range);
                return ValueTask.FromException(new MissingBytesException(range));
            }

            var length = Math.Min(piece.Length, buffer.Length - at);
            piece[..length].CopyTo(buffer[at..]);
            at += length;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What is at hand from an offset on without a break; empty when that byte is not.</summary>
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
