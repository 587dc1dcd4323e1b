namespace Lora.Inspection.Metadata;

/// <summary>Reads a picture from a header: a data URI or plain base64 of a PNG, JPEG or WebP.</summary>
internal static class ThumbnailReader
{
    private static readonly string[] Keys = ["modelspec.thumbnail", "thumbnail", "ssmd_cover_images", "cover_image"];

    public static LoraThumbnail? Read(IReadOnlyDictionary<string, string> raw, int maxLength)
    {
        foreach (var key in Keys)
        {
            if (raw.TryGetValue(key, out var text) && text.Length <= (maxLength / 3L * 4) + 256)
            {
                foreach (var picture in LooseJson.Texts(text))
                {
                    if (Decode(picture.AsSpan().Trim(), maxLength) is { } found)
                    {
                        return found;
                    }
                }
            }
        }

        return null;
    }

    private static LoraThumbnail? Decode(ReadOnlySpan<char> text, int maxLength)
    {
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            var comma = text.IndexOf(',');
            if (comma < 0 || !text[..comma].Contains("base64", StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            text = text[(comma + 1)..];
        }

        var buffer = new byte[Math.Min((text.Length / 4 * 3) + 3, maxLength)];
        return Convert.TryFromBase64Chars(text, buffer, out var length) && MediaType(buffer.AsSpan(0, length)) is { } type ? new(type, buffer.AsMemory(0, length)) : null;
    }

    private static string? MediaType(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
