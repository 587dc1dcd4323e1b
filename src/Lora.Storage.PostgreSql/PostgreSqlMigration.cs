using Lora.Storage.EntityFrameworkCore.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Lora.Storage.PostgreSql;

/// <summary>
/// Applies the migrations on one machine at a time. EF locks its history table for each migration and releases it before the next, so two machines that start
/// together could both apply the second one.
/// </summary>
internal static class PostgreSqlMigration
{
    /// <summary>The key of the advisory lock: "Lora" in ASCII. PostgreSQL releases it at the end of the session.</summary>
    private const long Lock = 0x4C6F7261;

    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The migration that adds columns to records. The rows are written before the next one creates their indexes, which takes less time than after it.</summary>
    private const string Columns = "Catalog";

    public static async Task ApplyAsync(DbContext context, UpgradeReport? report, CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(context.GetService<IRelationalDatabaseCreator>(), cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!await context.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Lock}) AS \"Value\"").SingleAsync(cancellationToken).ConfigureAwait(false))
            {
                // A waiting statement would keep an index from being created concurrently on the other machine, which waits for all statements that began before it.
                await Task.Delay(LockInterval, cancellationToken).ConfigureAwait(false);
            }

            // Even if no migration is pending, Migrate builds the snapshot of the last one and compares the model with it, which takes a fifth of the processor time of a start.
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).ToList() is { Count: > 0 } pending)
            {
                if (pending.Exists(static name => name.EndsWith($"_{Columns}", StringComparison.Ordinal)))
                {
                    await context.Database.MigrateAsync(Columns, cancellationToken).ConfigureAwait(false);
                }

                await RowUpgrade.RunAsync(context, new PostgreSqlTextIndex(), report, cancellationToken).ConfigureAwait(false);
                await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            }

            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Lock})", cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task CreateDatabaseAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        if (await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another machine created it first.
        }
    }
}
