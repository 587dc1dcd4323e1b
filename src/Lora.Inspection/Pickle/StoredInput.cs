namespace Lora.Inspection.Pickle;

/// <summary>An uncompressed part of the file.</summary>
internal sealed class StoredInput(ILoraByteSource source, long offset, long length) : PickleInput(length)
{
    private readonly long _end = offset + length;
    private long _next = offset;

    /// <summary>Gets the position of the part in the file.</summary>
    public long Offset { get; } = offset;

    protected override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(buffer.Length, _end - _next);
        if (count > 0)
        {
            await source.ReadAsync(_next, buffer[..count], cancellationToken).ConfigureAwait(false);
            _next += count;
        }

        return count;
    }

    protected override ValueTask<long> SkipUnreadAsync(long count, CancellationToken cancellationToken)
    {
        var skipped = Math.Min(count, _end - _next);
        _next += skipped;
        return ValueTask.FromResult(skipped);
    }
}
