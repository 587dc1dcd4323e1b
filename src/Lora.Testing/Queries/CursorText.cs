using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lora.Testing.Queries;

/// <summary>The position after the last item of a page. Its text has a checksum, so that invalid text is detected.</summary>
/// <param name="Kind">The list and its order. A cursor is valid for the same kind only.</param>
/// <param name="Number">The sort value of the last item; 0 if the list is sorted by text.</param>
/// <param name="Id">The id of the last item, the tie-breaker.</param>
/// <param name="Text">The sort text of the last item; empty unless the list is sorted by text.</param>
internal sealed record CursorText(byte Kind, long Number, Guid Id, string Text)
{
    private const int HeadLength = 1 + sizeof(long) + 16;
    private const int ChecksumLength = 4;

    /// <exception cref="ArgumentException">The text was not created by <see cref="ToString"/> for this kind.</exception>
    public static CursorText? Read(string? text, byte kind)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > 0 && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is { Length: >= HeadLength + ChecksumLength } bytes
            && bytes.AsSpan(^ChecksumLength..).SequenceEqual(Checksum(bytes.AsSpan(..^ChecksumLength))) && bytes[0] == kind)
        {
            return new CursorText(
                kind,
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)),
                new Guid(bytes.AsSpan(1 + sizeof(long), 16), bigEndian: true),
                Encoding.UTF8.GetString(bytes.AsSpan(HeadLength..^ChecksumLength)));
        }

        throw new ArgumentException("The cursor was not created by this store for this sort order.", nameof(text));
    }

    public override string ToString()
    {
        var bytes = new byte[HeadLength + Encoding.UTF8.GetByteCount(Text) + ChecksumLength];
        bytes[0] = Kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), Number);
        Id.TryWriteBytes(bytes.AsSpan(1 + sizeof(long)), bigEndian: true, out _);
        Encoding.UTF8.GetBytes(Text, bytes.AsSpan(HeadLength));
        Checksum(bytes.AsSpan(..^ChecksumLength)).CopyTo(bytes.AsSpan(^ChecksumLength..));
        return Base64Url.EncodeToString(bytes);
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> content) => SHA256.HashData(content).AsSpan(..ChecksumLength);
}
