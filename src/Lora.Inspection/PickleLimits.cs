namespace Lora.Inspection;

/// <summary>How far a pickle is followed before it is refused as too large to be checked. The defaults are about five times what the largest checkpoints need.</summary>
public sealed class PickleLimits
{
    /// <summary>
    /// How many instructions the pickles of a file may have together. A tensor takes about 22: a LoRA has 10,000 to 100,000, a checkpoint of 2 GB about 200,000.
    /// Default: 1 million.
    /// </summary>
    public int MaxOpcodes { get; set; } = 1_000_000;

    /// <summary>How many values one pickle may remember for later. A checkpoint of 2 GB has about 50,000. Default: 500,000.</summary>
    public int MaxMemoEntries { get; set; } = 500_000;

    /// <summary>How many values may wait on the stack at once. Default: 250,000.</summary>
    public int MaxStackDepth { get; set; } = 250_000;

    /// <summary>How many containers deep the tensors are looked for. What lies deeper is checked all the same, but not listed. Default: 64.</summary>
    public int MaxNesting { get; set; } = 64;

    /// <summary>
    /// How many bytes the compressed pickles of a file may have together once unpacked. PyTorch compresses none; one of 1 million instructions has about 8 MiB.
    /// Default: 32 MiB.
    /// </summary>
    public long MaxInflatedLength { get; set; } = 32L * 1024 * 1024;

    /// <summary>How many times longer than its compressed bytes a pickle over 1 MiB may be once unpacked. Default: 200.</summary>
    public int MaxInflatedRatio { get; set; } = 200;

    /// <summary>How many entries a ZIP may have. Default: 100,000.</summary>
    public int MaxZipEntries { get; set; } = 100_000;

    internal void Validate()
    {
        if (MaxOpcodes <= 0 || MaxMemoEntries <= 0 || MaxStackDepth <= 0 || MaxNesting <= 0 || MaxInflatedLength <= 0 || MaxInflatedRatio <= 0 || MaxZipEntries <= 0)
        {
            throw new InvalidOperationException("Every limit for pickles must be greater than 0.");
        }
    }
}
