namespace Lora.Storage;

/// <summary>What storage says of an object.</summary>
/// <param name="Size">Its size in bytes.</param>
public sealed record LoraFileInfo(long Size)
{
    /// <summary>
    /// The digest over the SHA-256 of its parts that the store itself computed, as <see cref="LoraPartDigests.Combine"/> does;
    /// <see langword="null"/> where it tells none.
    /// </summary>
    public string? PartsSha256 { get; init; }
}
