namespace Lora;

/// <summary>What a host may decide about PostgreSQL.</summary>
public sealed class LoraPostgreSqlOptions
{
    /// <summary>Whether the database is brought up to date when the application starts. Default: yes. Several machines may do so at once.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>How often an operation is repeated when the server cannot be reached or gives up a transaction. Default: 3; 0 turns it off.</summary>
    public int MaxRetries { get; set; } = 3;
}
