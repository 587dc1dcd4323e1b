namespace Lora.Inspection.Pickle;

/// <summary>A run of bytes read forward through a window, so that a pickle of any length takes little memory.</summary>
internal abstract class PickleInput(long length)
{
    private const int FirstWindow = 4 * 1024;
    private const int LargestStep = 128 * 1024;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>Gets how many bytes have been consumed.</summary>
    public long Position { get; private set; }

    /// <summary>Gets how many bytes are left; the most there can be where that is not known.</summary>
    public long Remaining => length - Position;

    /// <summary>Gets the bytes at hand.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_start, _end - _start);

    public void Consume(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Passes over bytes that are not in the window yet, or not all of them.</summary>
    /// <returns>Whether they are there.</returns>
    public async ValueTask<bool> SkipAsync(long count, CancellationToken cancellationToken)
    {
        var atHand = (int)Math.Min(count, _end - _start);
        Consume(atHand);
        if (count == atHand)
        {
            return true;
        }

        var skipped = await SkipUnreadAsync(count - atHand, cancellationToken).ConfigureAwait(false);
        Position += skipped;
        return skipped == count - atHand;
    }

    /// <summary>Reads on until so many bytes are at hand.</summary>
    /// <returns>Whether there are so many.</returns>
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

    /// <summary>Reads the next bytes of the run; 0 at its end.</summary>
    protected abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Passes over bytes behind the window; how many were there.</summary>
    protected abstract ValueTask<long> SkipUnreadAsync(long count, CancellationToken cancellationToken);

    /// <summary>Takes bytes as the window.</summary>
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
