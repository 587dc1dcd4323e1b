using System.Buffers.Binary;

namespace Lora.Inspection.Metadata;

/// <summary>Cuts a GIF after its first picture. Follows the lengths of the blocks and decodes no pixels.</summary>
internal static class GifPicture
{
    private const int HeaderLength = 13;
    private const int DescriptorLength = 10;
    private const byte Extension = 0x21;
    private const byte Descriptor = 0x2C;
    private const byte Trailer = 0x3B;

    /// <summary>Returns a GIF of the first picture, or <see langword="null"/> if this is not a complete GIF up to there.</summary>
    public static byte[]? First(ReadOnlySpan<byte> content)
    {
        if (content.Length < HeaderLength || !(content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8)) || BinaryPrimitives.ReadUInt32LittleEndian(content[6..]) == 0)
        {
            return null;
        }

        var position = HeaderLength + TableLength(content[HeaderLength - 3]);
        while (position < content.Length)
        {
            if (content[position] == Descriptor)
            {
                // The local colors and the size of a code word come before the data.
                var data = position + DescriptorLength <= content.Length ? position + DescriptorLength + TableLength(content[position + DescriptorLength - 1]) + 1 : content.Length;
                return AfterBlocks(content, data) is { } end ? [.. content[..end], Trailer] : null;
            }

            if (content[position] != Extension || AfterBlocks(content, position + 2) is not { } next)
            {
                return null;
            }

            position = next;
        }

        return null;
    }

    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    // Each block starts with its length; an empty one is the last.
    private static int? AfterBlocks(ReadOnlySpan<byte> content, int position)
    {
        while (position < content.Length)
        {
            var length = content[position];
            position += length + 1;
            if (length == 0)
            {
                return position;
            }
        }

        return null;
    }
}
