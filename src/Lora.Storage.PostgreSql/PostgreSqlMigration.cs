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

    public static async Task ApplyAsync(DbContext context, CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(context.GetService<IRelationalDatabaseCreator>(), cancellationToken).ConfigureAwait(false);
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({Lock})", cancellationToken).ConfigureAwait(false);
            // Even if no migration is pending, Migrate builds the snapshot of the last one and compares the model with it, which takes a fifth of the processor time of a start.
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
            {
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
