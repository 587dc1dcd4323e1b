namespace Lora.Storage;

/// <summary>Information about an object in storage.</summary>
/// <param name="Size">The size in bytes.</param>
public sealed record LoraFileInfo(long Size)
{
    /// <summary>
    /// Gets the composite checksum that the store itself computed: the SHA-256 over the binary SHA-256 digests of all parts in order, as 64 lower-case hexadecimal digits
    /// (in S3 without the number of parts at the end). <see langword="null"/> if the store does not provide it.
    /// </summary>
    public string? PartsSha256 { get; init; }
}
