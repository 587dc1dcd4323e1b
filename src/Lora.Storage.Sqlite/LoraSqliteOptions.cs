namespace Lora;

/// <summary>What a host may decide about SQLite.</summary>
public sealed class LoraSqliteOptions
{
    /// <summary>Whether the database is brought up to date when the application starts. Default: yes.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>
    /// How long a write waits for the writers before it; SQLite lets one write at a time. Default: 30 seconds; at least one second, in whole milliseconds.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
