namespace Lora;

/// <summary>The options of the SQLite store.</summary>
public sealed class LoraSqliteOptions
{
    /// <summary>Gets or sets whether to apply migrations at startup. Default: <see langword="true"/>.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>
    /// Gets or sets how long a write waits for other writers; SQLite allows one at a time. Default: 30 seconds. Minimum: one second. In whole milliseconds.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
