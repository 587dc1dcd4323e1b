namespace Lora.Inspection;

/// <summary>The hashes of a file, as the sites and tools of the field know them. All are computed from the bytes, never taken from the header.</summary>
/// <param name="Sha256">SHA-256 of the whole file, 64 lower-case hexadecimal digits.</param>
/// <param name="TensorSha256">SHA-256 of all bytes after the header of a safetensors file ("addnet", <c>sshs_model_hash</c>); <see langword="null"/> for another format.</param>
/// <param name="Crc32">CRC-32 of the whole file, 8 lower-case hexadecimal digits.</param>
public sealed record LoraHashes(string Sha256, string? TensorSha256, string Crc32)
{
    /// <summary>The first 10 digits of <see cref="Sha256"/>.</summary>
    public string AutoV2 => Sha256[..10];

    /// <summary>The first 12 digits of <see cref="TensorSha256"/>.</summary>
    public string? AutoV3 => TensorSha256?[..12];
}
