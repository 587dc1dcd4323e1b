using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Lora.AspNetCore.Network;

/// <summary>The buffers into which the web server reads its connections. All connections share one pool, so that an idle buffer serves whichever needs one next.</summary>
internal sealed class ReadBufferPool : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    public const int BufferSize = 64 * 1024;

    /// <summary>How many idle buffers stay in the pool, 8 MiB in all. What a peak needs beyond that is garbage collected.</summary>
    private const int MaxIdle = 128;

    private readonly ConcurrentQueue<byte[]> _idle = new();
    private int _idleCount;

    public override int MaxBufferSize => BufferSize;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BufferSize);
        if (!_idle.TryDequeue(out var bytes))
        {
            return new Buffer(this, GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true));
        }

        Interlocked.Decrement(ref _idleCount);
        return new Buffer(this, bytes);
    }

    /// <summary>Does nothing: each transport of the server disposes the pool that it created, which is the shared one.</summary>
    protected override void Dispose(bool disposing)
    {
    }

    private void Return(byte[] bytes)
    {
        if (Interlocked.Increment(ref _idleCount) <= MaxIdle)
        {
            _idle.Enqueue(bytes);
        }
        else
        {
            Interlocked.Decrement(ref _idleCount);
        }
    }

    private sealed class Buffer(ReadBufferPool pool, byte[] bytes) : IMemoryOwner<byte>
    {
        private byte[]? _bytes = bytes;

        public Memory<byte> Memory => _bytes ?? throw new ObjectDisposedException(nameof(Buffer));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
            {
                pool.Return(bytes);
            }
        }
    }
}
