using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>
/// Writes a cursor as text, with a checksum that detects truncated or invalid text. The checksum is not a security feature: a cursor grants no access.
/// </summary>
internal static class CursorText
{
    private const int ChecksumLength = 4;

    public static string Write(ReadOnlySpan<byte> content) => Base64Url.EncodeToString([.. content, .. Checksum(content)]);

    /// <summary>Reads a text that <see cref="Write"/> created.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? content)
    {
        content = null;
        if (text.Length == 0 || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < ChecksumLength || !bytes.AsSpan(bytes.Length - ChecksumLength).SequenceEqual(Checksum(bytes.AsSpan(0, bytes.Length - ChecksumLength))))
        {
            return false;
        }

        content = bytes[..^ChecksumLength];
        return true;
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> content) => SHA256.HashData(content).AsSpan(0, ChecksumLength);
}
