namespace Lora.Inspection.Pickle;

/// <summary>What the first bytes of something say it is.</summary>
internal static class PickleSignature
{
    /// <summary>How many bytes tell.</summary>
    public const int CertainLength = 2;

    /// <summary>Whether it begins with the instruction that pickles of the protocols 2 to 5 begin with.</summary>
    public static bool IsCertain(ReadOnlySpan<byte> bytes) => bytes.Length >= CertainLength && bytes[0] == 0x80 && bytes[1] <= 5;

    /// <summary>The same for bytes that stand in a text, one in each character.</summary>
    public static bool IsCertain(string text) => text.Length >= CertainLength && text[0] == '\x80' && text[1] <= 5;

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The name of the packing that bytes are in; <see langword="null"/> for none.</summary>
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
