using System.Buffers.Binary;

namespace Lora.Inspection.Pickle;

/// <summary>The end record of a ZIP.</summary>
/// <param name="DirectoryOffset">The position of the central directory in the file.</param>
/// <param name="DirectoryLength">The length of the central directory.</param>
/// <param name="Entries">The declared number of entries.</param>
/// <param name="Shift">The difference between actual and declared positions, if something precedes the ZIP.</param>
/// <param name="CommentOffset">The position of the comment, the last part of the ZIP.</param>
/// <param name="CommentLength">The length of the comment.</param>
/// <param name="IsAmbiguous">Whether there is another end record that some programs could use.</param>
internal sealed record ZipEnd(long DirectoryOffset, long DirectoryLength, long Entries, long Shift, long CommentOffset, int CommentLength, bool IsAmbiguous)
{
    private const int Length = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int LocatorLength = 20;
    private const int LongLength = 56;
    private const int PointerOffset = 8;
    private const int CommentLengthOffset = 20;

    /// <summary>Gets the position after the ZIP.</summary>
    public long End => CommentOffset + CommentLength;

    private static ReadOnlySpan<byte> Signature => "PK\u0005\u0006"u8;

    private static ReadOnlySpan<byte> LongSignature => "PK\u0006\u0006"u8;

    private static ReadOnlySpan<byte> LocatorSignature => "PK\u0006\u0007"u8;

    /// <summary>Finds the end record; returns <see langword="null"/> if the file has none and is not a complete ZIP.</summary>
    public static async ValueTask<ZipEnd?> FindAsync(ILoraByteSource source, CancellationToken cancellationToken)
    {
        var tail = new byte[(int)Math.Min(source.Length, Length + LongestComment + LocatorLength + LongLength)];
        await source.ReadAsync(source.Length - tail.Length, tail, cancellationToken).ConfigureAwait(false);
        return Parse(tail, source.Length - tail.Length);
    }

    private static ZipEnd? Parse(ReadOnlySpan<byte> tail, long tailOffset)
    {
        var at = tail.LastIndexOf(Signature);
        if (at < 0 || tail.Length - at < Length)
        {
            return null;
        }

        var record = tail[at..];
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        var comment = BinaryPrimitives.ReadUInt16LittleEndian(record[CommentLengthOffset..]);
        var isAmbiguous = HasOtherEnd(tail, at);
        var directoryEnd = at;
        long? pointer = null;

        var longAt = at - LocatorLength - LongLength;
        if (at >= LocatorLength && tail[(at - LocatorLength)..].StartsWith(LocatorSignature))
        {
            if (longAt < 0 || !tail[longAt..].StartsWith(LongSignature))
            {
                return null;
            }

            var large = tail[longAt..];
            var (largeEntries, largeLength, largeOffset) =
                (BinaryPrimitives.ReadInt64LittleEndian(large[32..]), BinaryPrimitives.ReadInt64LittleEndian(large[40..]), BinaryPrimitives.ReadInt64LittleEndian(large[48..]));
            isAmbiguous |= (entries != ushort.MaxValue && entries != largeEntries) || (length != uint.MaxValue && length != largeLength)
                || (offset != uint.MaxValue && offset != largeOffset);
            (entries, length, offset, directoryEnd) = (largeEntries, largeLength, largeOffset, longAt);
            pointer = BinaryPrimitives.ReadInt64LittleEndian(tail[(at - LocatorLength + PointerOffset)..]);
        }

        if (length < 0 || offset < 0 || length > tailOffset + directoryEnd)
        {
            return null;
        }

        var start = tailOffset + directoryEnd - length;
        var shift = start - offset;

        // Some programs read the ZIP64 end where the locator points, others right before the locator.
        isAmbiguous |= pointer is { } where && where != tailOffset + longAt - shift;
        return shift < 0 ? null : new ZipEnd(start, length, entries, shift, tailOffset + at + Length, comment, isAmbiguous);
    }

    /// <summary>Some programs use the first end whose comment reaches the end of the file, others the last.</summary>
    private static bool HasOtherEnd(ReadOnlySpan<byte> tail, int at)
    {
        for (var other = tail[..at].LastIndexOf(Signature); other >= 0; other = tail[..other].LastIndexOf(Signature))
        {
            if (other + Length + BinaryPrimitives.ReadUInt16LittleEndian(tail[(other + CommentLengthOffset)..]) == tail.Length)
            {
                return true;
            }
        }

        return false;
    }
}
