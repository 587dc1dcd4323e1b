namespace Lora.Inspection.Pickle;

/// <summary>Reads bytes forward through a window, so that a pickle of any length takes little memory.</summary>
internal abstract class PickleInput(long length)
{
    private const int FirstWindow = 4 * 1024;
    private const int LargestStep = 128 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>Gets the number of consumed bytes.</summary>
    public long Position { get; private set; }

    /// <summary>Gets the number of remaining bytes, or the maximum if that is not known.</summary>
    public long Remaining => length - Position;

    /// <summary>Gets the available bytes.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    public void Consume(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Skips bytes, also beyond the window.</summary>
    /// <returns>Whether the bytes exist.</returns>
    public async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        var available = (int)Math.Min(count, _end - _start);
        Consume(available);
        if (count == available)
        {
            return true;
        }

        var skipped = await SkipUnreadAsync(count - available, cancellationToken).ConfigureAwait(false);
        Position += skipped;
        return skipped == count - available;
    }

    /// <summary>Reads until the window has at least this many bytes.</summary>
    /// <returns>Whether there are enough bytes.</returns>
    public async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        while (_end - _start < count)
        {
            MakeRoom(count);
            var read = await ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    /// <summary>Reads the next bytes; returns 0 at the end.</summary>
    protected abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Skips bytes after the window; returns how many existed.</summary>
    protected abstract ValueTask<long> SkipUnreadAsync(long count, CancellationToken cancellationToken);

    /// <summary>Sets the window.</summary>
    protected void Show(byte[] bytes) => (_buffer, _start, _end) = (bytes, 0, bytes.Length);

    private void MakeRoom(int count)
    {
        var kept = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
            (_start, _end) = (0, kept);
        }

        var wanted = Math.Max(count, Math.Clamp(2 * _buffer.Length, FirstWindow, LargestStep));
        var useful = (int)Math.Max(count, Math.Min(wanted, Remaining));
        if (_buffer.Length < useful && (_buffer.Length < count || _buffer.Length == kept || _buffer.Length < LargestStep))
        {
            Array.Resize(ref _buffer, useful);
        }
    }
}
