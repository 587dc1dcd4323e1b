using System.Buffers.Binary;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>The position after a page of audit events. Opaque to callers.</summary>
/// <param name="Time">The last event's time.</param>
/// <param name="Id">Its id, the tie-breaker.</param>
internal sealed record AuditCursor(DateTimeOffset Time, Guid Id)
{
    // Differs from the version of PageCursor, so that neither accepts the other's text.
    private const byte Version = 2;
    private const int Length = 1 + sizeof(long) + 16;

    /// <exception cref="ArgumentException">The text was not created by <see cref="ToString"/>.</exception>
    public static AuditCursor? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!CursorText.TryRead(text, out var bytes) || bytes.Length != Length || bytes[0] != Version
            || BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1)) is not (>= 0 and var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            throw new ArgumentException("The cursor was not created by this store for audit events.", nameof(text));
        }

        return new AuditCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(1 + sizeof(long)), bigEndian: true));
    }

    public override string ToString()
    {
        var bytes = new byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), Time.UtcTicks);
        Id.TryWriteBytes(bytes.AsSpan(1 + sizeof(long)), bigEndian: true, out _);
        return CursorText.Write(bytes);
    }
}
