namespace Lora.Storage;

/// <summary>A part that is completely stored.</summary>
/// <param name="Number">The part number, starting at 1.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Tag">The tag by which the store identifies the part (the ETag on S3); <see langword="null"/> if it needs none.</param>
public sealed record LoraFilePart(int Number, long Size, string? Tag = null)
{
    /// <summary>Gets the SHA-256 that the store itself reports for the part, 64 lower-case hexadecimal digits; <see langword="null"/> if it reports none.</summary>
    public string? Sha256 { get; init; }
}
