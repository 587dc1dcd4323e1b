using System.Globalization;

namespace Lora.Storage.S3.Signing;

/// <summary>Converts SHA-256 between base64, which S3 uses, and the hexadecimal digits of this toolkit.</summary>
internal static class S3Digest
{
    /// <summary>The name of the checksum header.</summary>
    public const string Header = "x-amz-checksum-sha256";

    private const int Size = 32;

    public static string ToBase64(string sha256) => Convert.ToBase64String(Convert.FromHexString(sha256));

    public static string? FromBase64(string? sha256)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        return sha256 is not null && Convert.TryFromBase64String(sha256, bytes, out var written) && written == Size ? Convert.ToHexStringLower(bytes[..Size]) : null;
    }

    /// <summary>
    /// Returns the composite digest over the digests of all parts, which S3 writes with the number of parts after it, or <see langword="null"/> if the text is not a
    /// composite digest or has another number of parts than the ETag.
    /// </summary>
    public static string? FromComposite(string? sha256, string? tag)
    {
        var dash = sha256?.LastIndexOf('-') ?? -1;
        return dash > 0 && CountOf(sha256!) is { } count && (CountOf(tag?.Trim('"')) ?? count) == count ? FromBase64(sha256![..dash]) : null;
    }

    private static int? CountOf(string? text)
    {
        var dash = text?.LastIndexOf('-') ?? -1;
        return dash > 0 && int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
    }
}
