namespace Lora.Inspection.Sources;

/// <summary>Reads a file in memory.</summary>
/// <param name="bytes">All bytes of the file.</param>
internal sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes) : ILoraByteSource
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
