namespace Lora.Wire;

/// <summary>A part that is about to be sent.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 lower-case hexadecimal digits; may be left out.</param>
internal sealed record AnnouncedPartBody(int Number, string? Sha256);
