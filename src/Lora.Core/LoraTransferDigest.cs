using Lora.Storage;

namespace Lora;

/// <summary>What the sender of a file said of its bytes, to compare what is stored with.</summary>
/// <param name="PartSize">The size of every part but the last, in bytes.</param>
/// <param name="Sha256">The digest over the digests of the parts; see <see cref="LoraPartDigests.Combine"/>.</param>
/// <param name="IsVerified">
/// Whether what is stored was found to have it: <see langword="null"/> while nobody has looked, <see langword="false"/> when the file was damaged on its way.
/// </param>
public sealed record LoraTransferDigest(long PartSize, string Sha256, bool? IsVerified);
