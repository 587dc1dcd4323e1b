namespace Lora.Storage;

/// <summary>Information about an object in storage.</summary>
/// <param name="Size">The size in bytes.</param>
public sealed record LoraFileInfo(long Size)
{
    /// <summary>
    /// Gets the composite checksum that the store itself computed over the SHA-256 of the parts, in the format of <see cref="LoraPartDigests.Combine"/>;
    /// <see langword="null"/> if the store does not provide it.
    /// </summary>
    public string? PartsSha256 { get; init; }
}
