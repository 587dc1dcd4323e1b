namespace Lora.Storage;

/// <summary>An object in storage.</summary>
/// <param name="Key">The key.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="ModifiedAt">When the object was written (UTC).</param>
public sealed record LoraStoredFile(string Key, long Size, DateTimeOffset ModifiedAt)
{
    /// <summary>
    /// Gets the composite checksum that the store itself computed: the SHA-256 over the binary SHA-256 digests of all parts in order, as 64 lower-case hexadecimal digits
    /// (in S3 without the number of parts at the end). <see langword="null"/> if the store does not provide it. Lists of objects do not contain it.
    /// </summary>
    public string? PartsSha256 { get; init; }
}
