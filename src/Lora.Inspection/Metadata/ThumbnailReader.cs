using System.Globalization;

namespace Lora.Inspection.Metadata;

/// <summary>Reads a picture from a header: a data URI or plain base64 of a PNG, JPEG, WebP or GIF. A GIF is shortened to its first picture; the other formats stay as they are, also if they are animated.</summary>
internal static class ThumbnailReader
{
    private static readonly string[] Keys = ["modelspec.thumbnail", "modelspec.preview_image", "thumbnail", "preview_image", "ssmd_cover_images", "cover_image"];

    // A shorter text is a word such as "null".
    private const int ShortestPicture = 32;

    public static LoraThumbnail? Read(IReadOnlyDictionary<string, string> raw, int maxLength)
    {
        foreach (var key in Keys)
        {
            if (raw.TryGetValue(key, out var text) && text.Length <= (maxLength * 3L / 2) + 256)
            {
                foreach (var picture in LooseJson.Texts(text))
                {
                    if (Decode(WithoutQuotes(picture.AsSpan().Trim()), maxLength) is { } found)
                    {
                        return found;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Returns why there is no picture although the header has a value for one; <see langword="null"/> if it has none.</summary>
    public static InspectionIssue? FindIssue(IReadOnlyDictionary<string, string> raw, int maxLength) =>
        Array.Exists(Keys, key => raw.TryGetValue(key, out var text) && LooseJson.Texts(text).Any(IsPicture))
            ? InspectionIssue.Of(
                InspectionCodes.ThumbnailUnread,
                $"The header has a preview picture that can't be shown. It must be a complete PNG, JPEG, WebP or GIF of at most {maxLength / 1000} kB in base64.",
                InspectionSeverity.Info)
            : null;

    private static bool IsPicture(string text) => text.Length > ShortestPicture && !text.StartsWith("http", StringComparison.OrdinalIgnoreCase);

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

        return DecodeBase64(text, maxLength) is not { } content ? null
            : MediaType(content.Span) is { } type ? new(type, content)
            : GifPicture.First(content.Span, maxLength) is { } picture ? new("image/gif", picture)
            : null;
    }

    private static ReadOnlySpan<char> WithoutQuotes(ReadOnlySpan<char> text) => text is ['"', .. var inner, '"'] ? inner.Trim() : text;

    // Plain base64, or the form for URLs, in which the padding is often left out or percent-encoded.
    private static ReadOnlyMemory<byte>? DecodeBase64(ReadOnlySpan<char> text, int maxLength)
    {
        var buffer = new byte[Math.Min((text.Length / 4 * 3) + 3, maxLength)];
        if (Convert.TryFromBase64Chars(text, buffer, out var length))
        {
            return buffer.AsMemory(0, length);
        }

        const int Longest = 4;
        var normal = new char[text.Length + Longest];
        var count = Normalize(text, normal);
        return Convert.TryFromBase64Chars(normal.AsSpan(0, count), buffer, out length) ? buffer.AsMemory(0, length) : null;
    }

    private static int Normalize(ReadOnlySpan<char> text, Span<char> normal)
    {
        var count = 0;
        for (var position = 0; position < text.Length; position++)
        {
            var character = text[position];
            if (character == '%' && position + 2 < text.Length && byte.TryParse(text.Slice(position + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                (character, position) = ((char)code, position + 2);
            }

            if (character is not ('=' or ' ' or '\t' or '\r' or '\n'))
            {
                normal[count++] = character switch { '-' => '+', '_' => '/', _ => character };
            }
        }

        var padding = (4 - (count % 4)) % 4;
        normal.Slice(count, padding).Fill('=');
        return count + padding;
    }

    private static string? MediaType(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? "image/webp"
        : null;
}
