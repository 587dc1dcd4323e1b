namespace Lora.Inspection;

/// <summary>The hashes by which model sites and tools identify a file. All are computed from the bytes, never taken from the header.</summary>
/// <param name="Sha256">The SHA-256 of the whole file, 64 lowercase hexadecimal digits.</param>
/// <param name="TensorSha256">The SHA-256 of all bytes after the header of a safetensors file ("addnet", <c>sshs_model_hash</c>), or <see langword="null"/> for another format.</param>
/// <param name="Crc32">The CRC-32 of the whole file, 8 lowercase hexadecimal digits.</param>
public sealed record LoraHashes(string Sha256, string? TensorSha256, string Crc32)
{
    /// <summary>Gets the first 10 digits of <see cref="Sha256"/>.</summary>
    public string AutoV2 => Sha256[..10];

    /// <summary>Gets the first 12 digits of <see cref="TensorSha256"/>.</summary>
    public string? AutoV3 => TensorSha256?[..12];
}
