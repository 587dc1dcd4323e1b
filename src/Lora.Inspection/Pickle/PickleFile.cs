using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>What the scans of one file share.</summary>
internal sealed class PickleFile(ILoraByteSource source, PickleLimits limits, CancellationToken cancellationToken)
{
    private const long SmallLength = 4 * 1024 * 1024;

    public ILoraByteSource Source => source;

    /// <summary>Gets whether the file is so short that looking everywhere costs next to nothing.</summary>
    public bool IsSmall => source.Length <= SmallLength;

    public PickleLimits Limits => limits;

    public CancellationToken CancellationToken => cancellationToken;

    public PickleReport Report { get; } = new();

    /// <summary>Gets or sets how many instructions may still be followed.</summary>
    public int OpcodesLeft { get; set; } = limits.MaxOpcodes;

    /// <summary>Gets or sets how many bytes may still be unpacked.</summary>
    public long InflatedLeft { get; set; } = limits.MaxInflatedLength;

    public TensorContents? Contents { get; private set; }

    private bool IsInStray { get; set; }

    /// <summary>Lists the tensors of what a pickle makes. The first pickle that makes some counts.</summary>
    public void Keep(PickleValue result)
    {
        if (Contents is null || Contents.Table.Count == 0)
        {
            Contents = new TensorCollector(limits.MaxNesting).Collect(result);
        }
    }

    /// <summary>Whether stray bytes may be looked at now: not within others, so that nothing nests.</summary>
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
