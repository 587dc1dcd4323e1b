namespace Lora.Workflows;

/// <summary>The checksum that the sender announced for a file, to verify the stored file.</summary>
/// <param name="PartSize">The size of every part except the last one, in bytes.</param>
/// <param name="Sha256">The SHA-256 over the binary SHA-256 digests of all parts in order, as 64 lower-case hexadecimal digits.</param>
/// <param name="IsVerified">
/// Whether the stored file matches: <see langword="null"/> if it was not verified yet, <see langword="false"/> if the file was corrupted in transit.
/// </param>
internal sealed record TransferDigest(long PartSize, string Sha256, bool? IsVerified);
