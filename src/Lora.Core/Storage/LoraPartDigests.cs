using System.Security.Cryptography;

namespace Lora.Storage;

/// <summary>Checksums of parts, and the composite checksum of all parts.</summary>
internal static class LoraPartDigests
{
    /// <summary>The length of a SHA-256, in hexadecimal digits.</summary>
    public const int Length = 64;

    /// <summary>Returns whether a text is a SHA-256 of 64 lower-case hexadecimal digits.</summary>
    public static bool IsValid(string? sha256) => sha256 is { Length: Length } && sha256.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// Returns the SHA-256 over the binary digests of all parts in order, which S3 calls a composite checksum, without the suffix for the number of parts.
    /// </summary>
    /// <param name="sha256">The SHA-256 of every part, by number.</param>
    public static string Combine(IEnumerable<string> sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var digest in sha256)
        {
            hash.AppendData(Convert.FromHexString(digest));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
