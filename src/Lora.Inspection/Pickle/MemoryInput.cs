namespace Lora.Inspection.Pickle;

/// <summary>Bytes in memory, all of them in the window.</summary>
internal sealed class MemoryInput : PickleInput
{
    public MemoryInput(byte[] bytes)
        : base(bytes.Length) => Show(bytes);

    protected override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => ValueTask.FromResult(0);

    protected override ValueTask<long> SkipUnreadAsync(long count, CancellationToken cancellationToken) => ValueTask.FromResult(0L);
}
