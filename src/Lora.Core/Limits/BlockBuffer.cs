using System.Buffers;
using System.Numerics;

namespace Lora.Limits;

/// <summary>
/// Holds bytes of a request in memory. Grows by pooled blocks as they arrive: a request that has sent nothing holds one small block, and no request holds more than about
/// twice what it has sent. Each block is acquired from the memory that all requests share.
/// </summary>
internal sealed class BlockBuffer(SharedBudget memory, LoraWorkspaceId workspace) : IDisposable
{
    public const int LargestBlock = 1024 * 1024;
    private const int SmallestBlock = 64 * 1024;

    private readonly List<byte[]> _rented = [];
    private readonly List<ReadOnlyMemory<byte>> _blocks = [];

    /// <summary>Gets the number of bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Gets the bytes, in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Blocks => _blocks;

    /// <summary>Reads more bytes into a new block, until <paramref name="count"/> bytes were read or the stream ends.</summary>
    /// <returns>The number of bytes read.</returns>
    /// <exception cref="LoraException">Memory did not become available in time. Transient; bytes that were read before are kept, and reading can continue.</exception>
    public async Task<int> FillAsync(Stream content, int count, CancellationToken cancellationToken)
    {
        var read = 0;
        while (read < count)
        {
            var block = await AddBlockAsync(count - read, cancellationToken).ConfigureAwait(false);
            var room = Math.Min(block.Length, count - read);
            var filled = 0;
            try
            {
                // Not ReadAtLeastAsync: bytes that arrived before a failure must be kept.
                while (filled < room && await content.ReadAsync(block.AsMemory(filled, room - filled), cancellationToken).ConfigureAwait(false) is var more and > 0)
                {
                    filled += more;
                }
            }
            finally
            {
                _blocks.Add(block.AsMemory(0, filled));
                Length += filled;
                read += filled;
            }

            if (filled < room)
            {
                break;
            }
        }

        return read;
    }

    /// <summary>Opens the bytes for reading. The stream must not be used after this buffer has been disposed of.</summary>
    public BlockStream OpenRead() => new(_blocks, Length);

    public void Dispose()
    {
        foreach (var block in _rented)
        {
            ArrayPool<byte>.Shared.Return(block);
            memory.Release(workspace, block.Length, owner: this);
        }

        _rented.Clear();
        _blocks.Clear();
        Length = 0;
    }

    private async ValueTask<byte[]> AddBlockAsync(int wanted, CancellationToken cancellationToken)
    {
        // These are the array lengths that the pool uses.
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Math.Clamp(Length, SmallestBlock, LargestBlock), wanted));
        length = Math.Max(length, 16);
        if (!await memory.AcquireAsync(workspace, length, owner: this, cancellationToken).ConfigureAwait(false))
        {
            throw LimitErrors.ServerBusy();
        }

        try
        {
            var block = ArrayPool<byte>.Shared.Rent(length);
            _rented.Add(block);
            return block;
        }
        catch
        {
            memory.Release(workspace, length, owner: this);
            throw;
        }
    }
}
