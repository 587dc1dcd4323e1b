namespace Lora.Inspection.Tests.Pickle;

/// <summary>A file in memory that records reads.</summary>
internal sealed class CountingSource(byte[] bytes) : ILoraByteSource
{
    private readonly List<(long Offset, int Length)> _reads = [];

    public long Length => bytes.Length;

    /// <summary>Returns the number of bytes read by reads that start before an offset.</summary>
    public long BytesBefore(long offset) => _reads.Where(read => read.Offset < offset).Sum(read => (long)read.Length);

    public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _reads.Add((offset, buffer.Length));
        bytes.AsMemory((int)offset, buffer.Length).CopyTo(buffer);
        return ValueTask.CompletedTask;
    }
}
