using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lora.Storage.Sqlite;

/// <summary>
/// Applies the migrations within one immediate transaction. EF's own <c>Migrate</c> uses a row as its lock, which remains when the process is
/// killed and then blocks every later start (dotnet/efcore#38958). SQLite's own lock ends with the process.
/// </summary>
internal static class SqliteMigration
{
    public static async Task ApplyAsync(DbContext context, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var known = context.Database.GetMigrations().ToList();
            if (known.TrueForAll(applied.Contains))
            {
                return;
            }

            var script = context.GetService<IMigrator>().GenerateScript(
                known.LastOrDefault(applied.Contains), toMigration: null, MigrationsSqlGenerationOptions.NoTransactions);
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
