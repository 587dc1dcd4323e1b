using System.Globalization;
using Npgsql;

namespace Lora.Conformance.Servers;

/// <summary>
/// The PostgreSQL server of the tests: the one in the environment variable <c>LORA_TEST_POSTGRES</c>, otherwise the one that
/// <c>eng/postgres.sh start</c> started. A test that needs it fails if there is none.
/// </summary>
public static class PostgresServer
{
    private const string Variable = "LORA_TEST_POSTGRES";
    private const string HowToStart = "These tests need PostgreSQL. Start it with: eng/postgres.sh start";

    /// <summary>Creates an empty database with a unique name. Disposing it drops the database.</summary>
    public static async Task<PostgresDatabase> CreateDatabaseAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(ConnectionString()) { Pooling = false };
        var name = string.Create(CultureInfo.InvariantCulture, $"lora_test_{Guid.NewGuid():N}");
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new PostgresDatabase(server.ConnectionString, name);
    }

    internal static async Task ExecuteAsync(NpgsqlConnectionStringBuilder server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        try
        {
            await connection.OpenAsync();
        }
        catch (NpgsqlException exception)
        {
            throw new InvalidOperationException(HowToStart, exception);
        }

        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is generated here.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static string ConnectionString()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        var file = Path.Combine(RepositoryFolder.Path, "artifacts", "servers", "postgres.env");
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(static line => line.StartsWith(Variable + "=", StringComparison.Ordinal))
            : null;
        return line?[(Variable.Length + 1)..].Trim('"') ?? throw new InvalidOperationException(HowToStart);
    }
}
