using Lora.Inspection.Pickle;

namespace Lora.Inspection;

/// <summary>Limits what an inspection reads and keeps.</summary>
public sealed class InspectionOptions
{
    /// <summary>The maximum header length that the safetensors format allows, in bytes.</summary>
    public const int HeaderLimitOfFormat = 100_000_000;

    /// <summary>
    /// Gets or sets the maximum length of a safetensors header in bytes. A longer one is rejected before memory is allocated for it. Real headers of LoRAs have 20 kB to 1 MB.
    /// Default: 32 MiB; at most <see cref="HeaderLimitOfFormat"/>.
    /// </summary>
    public int MaxHeaderLength { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// Gets or sets the maximum number of tensors in a safetensors header. Reading stops at the limit and the file is rejected. The largest LoRAs
    /// have about 6,000. Default: 100,000.
    /// </summary>
    public int MaxTensors { get; set; } = 100_000;

    /// <summary>
    /// Gets or sets the maximum number of metadata entries in a safetensors header. Reading stops at the limit and the file is rejected.
    /// Real files have fewer than 1,000. Default: 10,000.
    /// </summary>
    public int MaxMetadataEntries { get; set; } = 10_000;

    /// <summary>Gets or sets the maximum number of reads for the alphas of a file. If more are needed, this many samples are spread over the file. 0 reads no alphas. Default: 32.</summary>
    public int MaxAlphaReads { get; set; } = 32;

    /// <summary>Gets or sets the number of bytes within which alphas are fetched with a single read. Default: 1 MiB.</summary>
    public int MaxAlphaReadLength { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets the maximum size of a picture in a header in bytes. A larger one is treated as absent. Default: 1 MiB.</summary>
    public int MaxThumbnailLength { get; set; } = 1024 * 1024;

    /// <summary>Gets the limits for pickles.</summary>
    internal PickleLimits Pickle { get; } = new();

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
            throw new InvalidOperationException($"{nameof(InspectionOptions)}.{member} is out of range.");
        }
    }
}
