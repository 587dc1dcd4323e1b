using System.Security.Cryptography;

namespace Lora.Storage;

/// <summary>Digests of parts, and the one digest that stands for all of them.</summary>
internal static class LoraPartDigests
{
    /// <summary>How many hexadecimal digits a SHA-256 has.</summary>
    public const int Length = 64;

    /// <summary>Whether a text is a SHA-256 as it is written here: 64 lower-case hexadecimal digits.</summary>
    public static bool IsValid(string? sha256) => sha256 is { Length: Length } && sha256.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// The SHA-256 over the binary digests of all parts in order: what S3 calls a composite checksum, without the number of parts behind it.
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
