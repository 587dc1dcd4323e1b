namespace Lora.Storage;

/// <summary>The announced checksum of a part.</summary>
/// <param name="Number">The part number, starting at 1.</param>
/// <param name="Sha256">The SHA-256 of the part, 64 lower-case hexadecimal digits; <see langword="null"/> if the part was announced without one.</param>
public sealed record LoraPartDigest(int Number, string? Sha256);
