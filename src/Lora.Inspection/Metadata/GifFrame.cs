using System.Buffers.Binary;

namespace Lora.Inspection.Metadata;

/// <summary>Cuts a GIF after its first frame by its block structure (GIF89a specification, sections 18 to 27), without decoding it.</summary>
internal static class GifFrame
{
    private const int HeaderLength = 13;
    private const int DescriptorLength = 10;
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;

    /// <summary>Returns a GIF of the first frame, or <see langword="null"/> if there is none.</summary>
    public static ReadOnlyMemory<byte>? First(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        if (bytes.Length < HeaderLength)
        {
            return null;
        }

        var position = HeaderLength + ColorTable(bytes[10]);
        while (position < bytes.Length)
        {
            var isImage = bytes[position] == Image;
            if (isImage && position + DescriptorLength < bytes.Length && HasArea(bytes[position..]))
            {
                // The minimum code size of the compression is one byte.
                position += DescriptorLength + ColorTable(bytes[position + 9]) + 1;
            }
            else if (bytes[position] == Extension)
            {
                position += 2;
            }
            else
            {
                return null;
            }

            if (!TrySkipBlocks(bytes, ref position))
            {
                return null;
            }

            if (isImage)
            {
                byte[] frame = [.. bytes[..position], Trailer];
                return frame;
            }
        }

        return null;
    }

    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static bool HasArea(ReadOnlySpan<byte> descriptor) =>
        BinaryPrimitives.ReadUInt16LittleEndian(descriptor[5..]) > 0 && BinaryPrimitives.ReadUInt16LittleEndian(descriptor[7..]) > 0;

    // Blocks of up to 255 bytes with their length in front, until one of length 0.
    private static bool TrySkipBlocks(ReadOnlySpan<byte> bytes, ref int position)
    {
        while (position < bytes.Length && bytes[position] > 0)
        {
            position += bytes[position] + 1;
        }

        return position++ < bytes.Length;
    }
}
