namespace Lora.Testing.InMemory;

/// <summary>Reads an object from an offset to its end. Like the response of a server, it has neither a length nor a position.</summary>
internal sealed class InMemoryContentStream : Stream
{
    private readonly IReadOnlyList<byte[]> _blocks;
    private int _block;
    private int _offset;

    public InMemoryContentStream(IReadOnlyList<byte[]> blocks, long offset)
    {
        _blocks = blocks;
        while (_block < blocks.Count && offset >= blocks[_block].Length)
        {
            offset -= blocks[_block++].Length;
        }

        _offset = _block < blocks.Count ? (int)offset : 0;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_block == _blocks.Count)
        {
            return 0;
        }

        var rest = _blocks[_block].AsSpan(_offset);
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        (_block, _offset) = count == rest.Length ? (_block + 1, 0) : (_block, _offset + count);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
