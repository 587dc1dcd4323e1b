namespace Lora.Storage;

/// <summary>The digest that a part was announced with.</summary>
/// <param name="Number">The part's number, from 1.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 lower-case hexadecimal digits; <see langword="null"/> where it was announced with none.</param>
public sealed record LoraPartDigest(int Number, string? Sha256);
