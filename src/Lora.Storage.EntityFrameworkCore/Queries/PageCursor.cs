using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>The position after a page: the sort order and the sort values of the last row. Opaque to callers.</summary>
/// <param name="Sort">The sort order of the page.</param>
/// <param name="Id">The last row's id, the tie-breaker.</param>
/// <param name="Number">Its time in ticks or its size in bytes. 0 if sorted by name.</param>
/// <param name="Text">Its name key. Empty unless sorted by name.</param>
internal sealed record PageCursor(LoraSort Sort, Guid Id, long Number, string Text)
{
    private const byte Version = 1;
    private const int HeadLength = 2 + 16 + sizeof(long);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public DateTimeOffset Time => new(Number, TimeSpan.Zero);

    public static PageCursor After(LoraSort sort, CardRow row) => sort switch
    {
        LoraSort.Newest => new(sort, row.Id, row.UploadedAt.UtcTicks, ""),
        LoraSort.Name => new(sort, row.Id, 0, row.NameKey),
        LoraSort.RecentlyUsed => new(sort, row.Id, row.LastUsedAt!.Value.UtcTicks, ""),
        LoraSort.Largest => new(sort, row.Id, row.Size, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    /// <exception cref="ArgumentException">The text was not created by <see cref="ToString"/> for that sort order.</exception>
    public static PageCursor? Read(string? text, LoraSort sort)
    {
        if (text is null)
        {
            return null;
        }

        return TryRead(text, out var cursor) && cursor.Sort == sort
            ? cursor
            : throw new ArgumentException("The cursor was not created by this store for this sort order.", nameof(text));
    }

    public override string ToString()
    {
        var bytes = new byte[HeadLength + Encoding.UTF8.GetByteCount(Text)];
        bytes[0] = Version;
        bytes[1] = (byte)Sort;
        Id.TryWriteBytes(bytes.AsSpan(2), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(18), Number);
        Encoding.UTF8.GetBytes(Text, bytes.AsSpan(HeadLength));
        return CursorText.Write(bytes);
    }

    private static bool TryRead(string text, [NotNullWhen(true)] out PageCursor? cursor)
    {
        cursor = null;
        if (!CursorText.TryRead(text, out var bytes) || bytes.Length < HeadLength || bytes[0] != Version)
        {
            return false;
        }

        var sort = (LoraSort)bytes[1];
        var number = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(18));
        var isTime = sort is LoraSort.Newest or LoraSort.RecentlyUsed;
        if (isTime && (number < 0 || number > DateTimeOffset.MaxValue.UtcTicks))
        {
            return false;
        }

        try
        {
            var name = StrictUtf8.GetString(bytes, HeadLength, bytes.Length - HeadLength);
            cursor = new PageCursor(sort, new Guid(bytes.AsSpan(2, 16), bigEndian: true), number, name);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        return (sort == LoraSort.Name || cursor.Text.Length == 0) && !cursor.Text.Any(char.IsControl);
    }
}
