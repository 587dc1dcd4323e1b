using System.Security.Cryptography;
using System.Text;

namespace Lora.Storage.FileSystem;

/// <summary>
/// Creates the ids of multipart uploads: a digest of the key, followed by a unique value. So the uploads of a key can be found, and an id shows whether it
/// belongs to a key and is a safe folder name.
/// </summary>
internal static class UploadName
{
    private const int Half = 32;

    public static string New(string key) => $"{Digest(key)}-{Guid.NewGuid():N}";

    public static string PatternFor(string key) => $"{Digest(key)}-*";

    public static bool Belongs(string name, string key) =>
        name.Length == (2 * Half) + 1
        && name.StartsWith($"{Digest(key)}-", StringComparison.Ordinal)
        && name.Skip(Half + 1).All(char.IsAsciiHexDigitLower);

    private static string Digest(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..Half];
}
