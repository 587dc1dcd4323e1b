using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Lora.AspNetCore.Network;

/// <summary>The blocks into which the web server reads its connections. One pool for all of them: a block is of use wherever the next bytes come in.</summary>
internal sealed class ReadBlocks : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    public const int BlockSize = 64 * 1024;

    /// <summary>So many are kept for later, 8 MiB in all; what a rush needed beyond that is garbage afterwards.</summary>
    private const int MostIdle = 128;

    private readonly ConcurrentQueue<byte[]> _idle = new();
    private int _idleCount;

    public override int MaxBufferSize => BlockSize;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockSize);
        if (!_idle.TryDequeue(out var bytes))
        {
            return new Block(this, GC.AllocateUninitializedArray<byte>(BlockSize, pinned: true));
        }

        Interlocked.Decrement(ref _idleCount);
        return new Block(this, bytes);
    }

    /// <summary>Each of the server's transports disposes of what it created, which here is the pool of them all.</summary>
    protected override void Dispose(bool disposing)
    {
    }

    private void Return(byte[] bytes)
    {
        if (Interlocked.Increment(ref _idleCount) <= MostIdle)
        {
            _idle.Enqueue(bytes);
        }
        else
        {
            Interlocked.Decrement(ref _idleCount);
        }
    }

    private sealed class Block(ReadBlocks pool, byte[] bytes) : IMemoryOwner<byte>
    {
        private byte[]? _bytes = bytes;

        public Memory<byte> Memory => _bytes ?? throw new ObjectDisposedException(nameof(Block));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, null) is { } bytes)
            {
                pool.Return(bytes);
            }
        }
    }
}
