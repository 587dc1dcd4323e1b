using System.Diagnostics.CodeAnalysis;

namespace Lora.Testing.InMemory;

/// <summary>Converts times to what every database returns: UTC, in whole milliseconds.</summary>
internal static class StoredTime
{
    public static DateTimeOffset Of(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    [return: NotNullIfNotNull(nameof(time))]
    public static DateTimeOffset? Of(DateTimeOffset? time) => time is { } value ? Of(value) : null;
}
