using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>
/// Stores a time as UTC in whole milliseconds, in the provider's own date and time column: sortable text on SQLite, <c>timestamptz</c> on PostgreSQL.
/// Every provider stores at least milliseconds, so a value is read back exactly as it was written.
/// </summary>
internal sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, DateTime>(
    static moment => ToUtc(moment),
    static moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)))
{
    /// <summary>Returns the value of the column.</summary>
    public static DateTime ToUtc(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
