using Lora.Storage.EntityFrameworkCore.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lora.Storage.Sqlite;

/// <summary>
/// Applies the migrations within immediate transactions. EF's own <c>Migrate</c> uses a row as its lock, which remains when the process is
/// killed and then blocks every later start (dotnet/efcore#38958). SQLite's own lock ends with the process.
/// </summary>
internal static class SqliteMigration
{
    /// <summary>The migration that adds columns to records. The rows are written before the next one creates their indexes, which takes less time than after it.</summary>
    private const string Columns = "Catalog";

    public static async Task ApplyAsync(DbContext context, UpgradeReport? report, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations().ToList();
        await ApplyAsync(context, known.FindIndex(static name => name.EndsWith($"_{Columns}", StringComparison.Ordinal)), cancellationToken).ConfigureAwait(false);
        await RowUpgrade.RunAsync(context, new SqliteTextIndex(), report, cancellationToken).ConfigureAwait(false);
        await ApplyAsync(context, known.Count - 1, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ApplyAsync(DbContext context, int last, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var known = context.Database.GetMigrations().ToList();
            if (known.Take(last + 1).All(applied.Contains))
            {
                return;
            }

            var script = context.GetService<IMigrator>().GenerateScript(
                known.LastOrDefault(applied.Contains), known[last], MigrationsSqlGenerationOptions.NoTransactions);
            var command = context.Database.GetDbConnection().CreateCommand();
            await using (command.ConfigureAwait(false))
            {
#pragma warning disable CA2100 // The script is generated from the migrations of this package.
                command.CommandText = script;
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
