namespace Lora.Limits;

/// <summary>Reads bytes from a list of blocks. Supports seeking.</summary>
internal sealed class BlockStream(IReadOnlyList<ReadOnlyMemory<byte>> blocks, long length) : Stream
{
    private int _block;
    private long _blockStart;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
            if (value < _blockStart)
            {
                (_block, _blockStart) = (0, 0);
            }
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length && _position < length)
        {
            var block = blocks[_block].Span;
            if (_position >= _blockStart + block.Length)
            {
                _blockStart += block.Length;
                _block++;
                continue;
            }

            var rest = block[(int)(_position - _blockStart)..];
            var count = Math.Min(rest.Length, buffer.Length - read);
            rest[..count].CopyTo(buffer[read..]);
            read += count;
            _position += count;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
