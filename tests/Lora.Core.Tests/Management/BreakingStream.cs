namespace Lora.Core.Tests.Management;

/// <summary>Returns zeros, then runs an action.</summary>
internal sealed class BreakingStream(long zeros, Action then) : Stream
{
    private long _left = zeros;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count), CancellationToken.None);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span, cancellationToken));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Read(Span<byte> buffer, CancellationToken cancellationToken)
    {
        if (_left == 0)
        {
            then();
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }

        var count = (int)Math.Min(_left, buffer.Length);
        buffer[..count].Clear();
        _left -= count;
        return count;
    }
}
