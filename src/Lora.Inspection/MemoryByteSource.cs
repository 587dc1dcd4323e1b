namespace Lora.Inspection;

/// <summary>A file that is in memory.</summary>
/// <param name="bytes">All of its bytes.</param>
public sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes) : ILoraByteSource
{
    /// <inheritdoc/>
    public long Length => bytes.Length;

    /// <inheritdoc/>
    public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        bytes.Slice((int)offset, buffer.Length).CopyTo(buffer);
        return ValueTask.CompletedTask;
    }
}
