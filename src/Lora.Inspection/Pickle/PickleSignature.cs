namespace Lora.Inspection.Pickle;

/// <summary>Detects formats from their first bytes.</summary>
internal static class PickleSignature
{
    /// <summary>The number of bytes needed.</summary>
    public const int CertainLength = 2;

    /// <summary>Returns whether bytes start like a pickle of the protocols 2 to 5.</summary>
    public static bool IsCertain(ReadOnlySpan<byte> bytes) => bytes.Length >= CertainLength && bytes[0] == 0x80 && bytes[1] <= 5;

    /// <summary>Returns the same for bytes in a string, one in each character.</summary>
    public static bool IsCertain(string text) => text.Length >= CertainLength && text[0] == '\x80' && text[1] <= 5;

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Returns the name of the compression, or <see langword="null"/>.</summary>
    public static string? PackingOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? "gzip"
        : bytes is [0x78, 0x01 or 0x5e or 0x9c or 0xda, ..] ? "zlib"
        : bytes.StartsWith("BZh"u8) ? "bzip2"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "xz"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x5d, 0, 0]) ? "lzma"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]) ? "zstandard"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4d, 0x18]) ? "lz4"
        : bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c]) ? "7-Zip"
        : bytes.StartsWith("Rar!\u001a\u0007"u8) ? "RAR"
        : null;
}
