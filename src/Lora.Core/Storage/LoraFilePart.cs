namespace Lora.Storage;

/// <summary>A part that storage holds whole.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Tag">What the store needs to recognise it (the ETag on S3); <see langword="null"/> where it needs nothing.</param>
public sealed record LoraFilePart(int Number, long Size, string? Tag = null)
{
    /// <summary>The SHA-256 that the store itself tells of the bytes it holds, 64 lower-case hexadecimal digits; <see langword="null"/> where it tells none.</summary>
    public string? Sha256 { get; init; }
}
