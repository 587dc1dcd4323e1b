using System.Buffers.Binary;
using System.Text;

namespace Lora.Inspection.Pickle;

/// <summary>Reads the headers of a ZIP: the central directory and the local headers.</summary>
internal static class ZipDirectory
{
    private const int HeaderLength = 46;
    private const long LongestDirectory = 32 * 1024 * 1024;

    /// <summary>Reads the entries of the central directory; returns <see langword="null"/> if it is damaged or too long.</summary>
    public static async ValueTask<List<ZipEntry>?> ReadAsync(ILoraByteSource source, ZipEnd end, int maxEntries, CancellationToken cancellationToken)
    {
        if (end.DirectoryLength > LongestDirectory)
        {
            return null;
        }

        var bytes = new byte[(int)end.DirectoryLength];
        await source.ReadAsync(end.DirectoryOffset, bytes, cancellationToken).ConfigureAwait(false);
        return Parse(bytes, end, maxEntries);
    }

    /// <summary>Reads a local header; returns <see langword="null"/> if there is none.</summary>
    public static async ValueTask<ZipLocalHeader?> ReadLocalAsync(ILoraByteSource source, long offset, CancellationToken cancellationToken)
    {
        if (offset < 0 || offset > source.Length - ZipEntry.LocalHeaderLength)
        {
            return null;
        }

        var bytes = new byte[(int)Math.Min(ZipEntry.LocalHeaderLength + 256, source.Length - offset)];
        await source.ReadAsync(offset, bytes, cancellationToken).ConfigureAwait(false);
        if (!bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            return null;
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(26));
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(28));
        var name = bytes.AsSpan(ZipEntry.LocalHeaderLength, Math.Min(nameLength, bytes.Length - ZipEntry.LocalHeaderLength));
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(18));
        var entry = new ZipEntry(
            Encoding.UTF8.GetString(name),
            nameLength,
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(6)),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8)),
            packed,
            BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(22)),
            offset);
        return new ZipLocalHeader(entry, entry.EarliestData + extraLength);
    }

    private static List<ZipEntry>? Parse(ReadOnlySpan<byte> bytes, ZipEnd end, int maxEntries)
    {
        var entries = new List<ZipEntry>();
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < HeaderLength || !bytes.StartsWith("PK\u0001\u0002"u8) || entries.Count == maxEntries)
            {
                return null;
            }

            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]);
            var length = HeaderLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]);
            if (length > bytes.Length || ParseEntry(bytes, nameLength, extraLength, end.Shift) is not { } entry)
            {
                return null;
            }

            entries.Add(entry);
            bytes = bytes[length..];
        }

        return entries;
    }

    private static ZipEntry? ParseEntry(ReadOnlySpan<byte> header, int nameLength, int extraLength, long shift)
    {
        var extra = LargeNumbersOf(header.Slice(HeaderLength + nameLength, extraLength));
        var valid = TryReadNumber(BinaryPrimitives.ReadUInt32LittleEndian(header[24..]), ref extra, out var length)
            & TryReadNumber(BinaryPrimitives.ReadUInt32LittleEndian(header[20..]), ref extra, out var packedLength)
            & TryReadNumber(BinaryPrimitives.ReadUInt32LittleEndian(header[42..]), ref extra, out var offset);
        return !valid || offset > long.MaxValue - shift
            ? null
            : new ZipEntry(
                Encoding.UTF8.GetString(header.Slice(HeaderLength, nameLength)),
                nameLength,
                BinaryPrimitives.ReadUInt16LittleEndian(header[8..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[10..]),
                packedLength,
                length,
                offset + shift);
    }

    /// <summary>Numbers that don't fit in the header follow each other in the extra field.</summary>
    private static bool TryReadNumber(uint number, ref ReadOnlySpan<byte> extra, out long value)
    {
        value = number;
        if (number != uint.MaxValue)
        {
            return true;
        }

        if (extra.Length < sizeof(long))
        {
            return false;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(extra);
        extra = extra[sizeof(long)..];
        return value >= 0;
    }

    private static ReadOnlySpan<byte> LargeNumbersOf(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return [];
    }
}
