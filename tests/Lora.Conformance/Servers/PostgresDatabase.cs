using Npgsql;

namespace Lora.Conformance.Servers;

/// <summary>An empty database on the test server. It is dropped when disposed, even if clients are still connected.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string _server;

    internal PostgresDatabase(string server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>The name of the database.</summary>
    public string Name { get; }

    /// <summary>The connection string.</summary>
    public string ConnectionString { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await PostgresServer.ExecuteAsync(new NpgsqlConnectionStringBuilder(_server), $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }
}
