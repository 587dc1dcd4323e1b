using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>The state that the scans of one file share.</summary>
internal sealed class PickleFile(ILoraByteSource source, PickleLimits limits, CancellationToken cancellationToken)
{
    private const long SmallLength = 4 * 1024 * 1024;

    public ILoraByteSource Source => source;

    /// <summary>Gets whether the file is small enough to scan completely.</summary>
    public bool IsSmall => source.Length <= SmallLength;

    public PickleLimits Limits => limits;

    public CancellationToken CancellationToken => cancellationToken;

    public PickleReport Report { get; } = new();

    /// <summary>Gets or sets the number of instructions that may still be followed.</summary>
    public int OpcodesLeft { get; set; } = limits.MaxOpcodes;

    /// <summary>Gets or sets the number of bytes that may still be decompressed.</summary>
    public long InflatedLeft { get; set; } = limits.MaxInflatedLength;

    public TensorContents? Contents { get; private set; }

    private bool IsInStray { get; set; }

    /// <summary>Lists the tensors in the result of a pickle. The first pickle with tensors wins.</summary>
    public void Keep(PickleValue result)
    {
        if (Contents is null || Contents.Table.Count == 0)
        {
            Contents = new TensorCollector(limits.MaxNesting).Collect(result);
        }
    }

    /// <summary>Returns whether stray bytes may be scanned now. They are not scanned within others, so that scans don't nest.</summary>
    public bool TryEnterStray() => !IsInStray && (IsInStray = true);

    public void LeaveStray() => IsInStray = false;

    public async ValueTask<byte[]> ReadStartAsync(long offset, int count)
    {
        var bytes = new byte[(int)Math.Clamp(source.Length - offset, 0, count)];
        if (bytes.Length > 0)
        {
            await source.ReadAsync(offset, bytes, cancellationToken).ConfigureAwait(false);
        }

        return bytes;
    }
}
