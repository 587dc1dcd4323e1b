namespace Lora;

/// <summary>The options of the PostgreSQL store.</summary>
public sealed class LoraPostgreSqlOptions
{
    /// <summary>Gets or sets whether to apply migrations at startup. Several machines can start at once. Default: <see langword="true"/>.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>Gets or sets the number of retries if the server can't be reached or aborts a transaction. Default: 3; 0 turns retries off.</summary>
    public int MaxRetries { get; set; } = 3;
}
