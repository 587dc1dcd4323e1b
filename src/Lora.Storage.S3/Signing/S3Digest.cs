using System.Globalization;

namespace Lora.Storage.S3.Signing;

/// <summary>SHA-256 as S3 writes it: in base64, where this toolkit writes hexadecimal digits.</summary>
internal static class S3Digest
{
    /// <summary>The header that carries one.</summary>
    public const string Header = "x-amz-checksum-sha256";

    private const int Size = 32;

    public static string ToBase64(string sha256) => Convert.ToBase64String(Convert.FromHexString(sha256));

    public static string? FromBase64(string? sha256)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        return sha256 is not null && Convert.TryFromBase64String(sha256, bytes, out var written) && written == Size ? Convert.ToHexStringLower(bytes[..Size]) : null;
    }

    /// <summary>
    /// The digest over the digests of all parts, which S3 writes with the number of parts behind it; <see langword="null"/> when it is none of these, or not over
    /// as many parts as the ETag says that there are.
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
