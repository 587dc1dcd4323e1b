namespace Lora.Inspection;

/// <summary>How much an inspection may read and keep.</summary>
public sealed class InspectionOptions
{
    /// <summary>The longest header that the safetensors format allows, in bytes.</summary>
    public const int HeaderLimitOfFormat = 100_000_000;

    /// <summary>
    /// The longest safetensors header to read, in bytes. A longer one is refused before memory is taken for it. Real headers of LoRAs have 20 kB to 1 MB.
    /// Default: 32 MiB; at most <see cref="HeaderLimitOfFormat"/>.
    /// </summary>
    public int MaxHeaderLength { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// The most tensors that a safetensors header may list. A header with more is refused when the limit is reached, before the rest of it is read. The largest LoRAs
    /// have about 6,000. Default: 100,000.
    /// </summary>
    public int MaxTensors { get; set; } = 100_000;

    /// <summary>
    /// The most entries that the metadata of a safetensors header may have. A header with more is refused when the limit is reached, before the rest of it is read.
    /// Real files have fewer than 1,000. Default: 10,000.
    /// </summary>
    public int MaxMetadataEntries { get; set; } = 10_000;

    /// <summary>How many reads may go into the alphas of a file. Where more are needed, so many are spread over the file. 0 leaves the alphas alone. Default: 32.</summary>
    public int MaxAlphaReads { get; set; } = 32;

    /// <summary>Alphas that lie within so many bytes of each other are fetched with a single read. Default: 1 MiB.</summary>
    public int MaxAlphaReadLength { get; set; } = 1024 * 1024;

    /// <summary>The largest picture to take out of a header, in bytes; a larger one counts as absent. Default: 1 MiB.</summary>
    public int MaxThumbnailLength { get; set; } = 1024 * 1024;

    /// <summary>How far a pickle is followed.</summary>
    public PickleLimits Pickle { get; } = new();

    internal void Validate()
    {
        Pickle.Validate();
        Require(MaxHeaderLength is > 0 and <= HeaderLimitOfFormat, nameof(MaxHeaderLength));
        Require(MaxTensors > 0, nameof(MaxTensors));
        Require(MaxMetadataEntries > 0, nameof(MaxMetadataEntries));
        Require(MaxAlphaReads >= 0, nameof(MaxAlphaReads));
        Require(MaxThumbnailLength >= 0, nameof(MaxThumbnailLength));
        Require(MaxAlphaReadLength > 0, nameof(MaxAlphaReadLength));
    }

    private static void Require(bool condition, string member)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{nameof(InspectionOptions)}.{member} is out of its range.");
        }
    }
}
