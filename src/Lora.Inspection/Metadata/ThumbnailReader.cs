namespace Lora.Inspection.Metadata;

/// <summary>Reads a picture from a header: a data URI or plain base64 of a PNG, JPEG, WebP or GIF. Nothing is decoded; of a GIF only the first frame is kept.</summary>
internal static class ThumbnailReader
{
    private static readonly string[] Keys = ["modelspec.thumbnail", "thumbnail", "ssmd_cover_images", "cover_image", "modelspec.preview_image", "preview_image"];

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

        if (TryDecode(text, maxLength) is not { } content || MediaType(content.Span) is not { } type)
        {
            return null;
        }

        return type != "image/gif" ? new(type, content) : GifFrame.First(content) is { } frame ? new(type, frame) : null;
    }

    // Standard base64, or that for URLs, with or without padding.
    private static ReadOnlyMemory<byte>? TryDecode(ReadOnlySpan<char> text, int maxLength)
    {
        var buffer = new byte[Math.Min((text.Length / 4 * 3) + 3, maxLength)];
        if (Convert.TryFromBase64Chars(text, buffer, out var length))
        {
            return buffer.AsMemory(0, length);
        }

        var standard = new char[text.Length + 3];
        var count = 0;
        foreach (var character in text.TrimEnd('='))
        {
            if (!char.IsWhiteSpace(character))
            {
                standard[count++] = character switch { '-' => '+', '_' => '/', _ => character };
            }
        }

        while (count % 4 > 0)
        {
            standard[count++] = '=';
        }

        return Convert.TryFromBase64Chars(standard.AsSpan(0, count), buffer, out length) ? buffer.AsMemory(0, length) : null;
    }

    private static string? MediaType(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8) ? "image/gif"
        : content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
