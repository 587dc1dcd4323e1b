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

    // No preview is larger; a browser would need much memory for one that claims to be.
    private const int MaxSide = 4096;

    /// <summary>Returns a GIF of the first picture, or <see langword="null"/> if this is not a complete GIF up to there.</summary>
    /// <param name="content">The file.</param>
    /// <param name="maxLength">The maximum length of the result in bytes.</param>
    public static byte[]? First(ReadOnlySpan<byte> content, int maxLength)
    {
        if (content.Length < HeaderLength || !(content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8)) || !HasSides(content[6..]))
        {
            return null;
        }

        var position = HeaderLength + TableLength(content[HeaderLength - 3]);
        while (position < content.Length)
        {
            if (content[position] == Descriptor)
            {
                return AfterPicture(content, position) is { } end && end < maxLength ? [.. content[..end], Trailer] : null;
            }

            if (content[position] != Extension || AfterBlocks(content, position + 2) is not { } next)
            {
                return null;
            }

            position = next;
        }

        return null;
    }

    // The position and sides of the picture, its own colors, the size of a code word, and the data.
    private static int? AfterPicture(ReadOnlySpan<byte> content, int position)
    {
        if (position + DescriptorLength > content.Length || !HasSides(content[(position + 5)..]))
        {
            return null;
        }

        var data = position + DescriptorLength + TableLength(content[position + DescriptorLength - 1]) + 1;
        return data < content.Length && content[data - 1] is >= 2 and <= 8 && content[data] > 0 ? AfterBlocks(content, data) : null;
    }

    private static bool HasSides(ReadOnlySpan<byte> sides) =>
        BinaryPrimitives.ReadUInt16LittleEndian(sides) is > 0 and <= MaxSide && BinaryPrimitives.ReadUInt16LittleEndian(sides[2..]) is > 0 and <= MaxSide;

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
