using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>
/// Keeps a moment as UTC with whole milliseconds, in the provider's own column for date and time: sortable text on SQLite, <c>timestamptz</c> on PostgreSQL.
/// No provider keeps less than milliseconds, so what was written is what is read.
/// </summary>
internal sealed class UtcMillisecondsConverter() : ValueConverter<DateTimeOffset, DateTime>(
    static moment => new DateTime(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc),
    static moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)));
