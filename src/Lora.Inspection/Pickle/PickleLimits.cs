namespace Lora.Inspection.Pickle;

/// <summary>Limits how far a pickle is followed before it is rejected. The defaults are about five times what the largest checkpoints need.</summary>
internal sealed class PickleLimits
{
    /// <summary>
    /// Gets or sets the maximum number of instructions in all pickles of a file. A tensor takes about 22: a LoRA has 10,000 to 100,000, a checkpoint of 2 GB about 200,000.
    /// Default: 1 million.
    /// </summary>
    public int MaxOpcodes { get; set; } = 1_000_000;

    /// <summary>Gets or sets the maximum number of memo entries of a pickle. A checkpoint of 2 GB has about 50,000. Default: 500,000.</summary>
    public int MaxMemoEntries { get; set; } = 500_000;

    /// <summary>Gets or sets the maximum stack depth. Default: 250,000.</summary>
    public int MaxStackDepth { get; set; } = 250_000;

    /// <summary>Gets or sets the nesting depth to which tensors are listed. Everything deeper is still checked. Default: 64.</summary>
    public int MaxNesting { get; set; } = 64;

    /// <summary>
    /// Gets or sets the maximum decompressed size of all compressed pickles of a file in bytes. PyTorch compresses none; one with 1 million instructions has about 8 MiB.
    /// Default: 32 MiB.
    /// </summary>
    public long MaxInflatedLength { get; set; } = 32L * 1024 * 1024;

    /// <summary>Gets or sets the maximum compression ratio of a pickle larger than 1 MiB. Default: 200.</summary>
    public int MaxInflatedRatio { get; set; } = 200;

    /// <summary>Gets or sets the maximum number of entries of a ZIP. Default: 100,000.</summary>
    public int MaxZipEntries { get; set; } = 100_000;

    internal void Validate()
    {
        if (MaxOpcodes <= 0 || MaxMemoEntries <= 0 || MaxStackDepth <= 0 || MaxNesting <= 0 || MaxInflatedLength <= 0 || MaxInflatedRatio <= 0 || MaxZipEntries <= 0)
        {
            throw new InvalidOperationException("Every limit for pickles must be greater than 0.");
        }
    }
}
