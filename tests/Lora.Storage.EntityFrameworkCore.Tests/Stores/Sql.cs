using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

/// <summary>Queries a database directly.</summary>
internal static class Sql
{
    public static Task<List<string>> SqliteAsync(string connectionString, string sql, int column = 0) => QueryAsync(new SqliteConnection(connectionString), sql, column);

    public static Task<List<string>> PostgreSqlAsync(string connectionString, string sql) => QueryAsync(new NpgsqlConnection(connectionString), sql, 0);

    /// <summary>Asserts that every migration was applied exactly once.</summary>
    public static void AssertMigratedOnce(IEnumerable<string> ids) => Assert.Collection(
        ids,
        id => Assert.EndsWith("_Initial", id, StringComparison.Ordinal),
        id => Assert.EndsWith("_Facts", id, StringComparison.Ordinal),
        id => Assert.EndsWith("_ResumableUploads", id, StringComparison.Ordinal),
        id => Assert.EndsWith("_Trust", id, StringComparison.Ordinal),
        id => Assert.EndsWith("_RemoveOrphanTable", id, StringComparison.Ordinal),
        id => Assert.EndsWith("_Catalog", id, StringComparison.Ordinal),
        id => Assert.EndsWith("_CatalogIndexes", id, StringComparison.Ordinal),
        id => Assert.EndsWith("_Changes", id, StringComparison.Ordinal));

    private static async Task<List<string>> QueryAsync(DbConnection connection, string sql, int column)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The commands are constants of the tests.
            command.CommandText = sql;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!);
            }

            return rows;
        }
    }
}
