using Lora.Storage.EntityFrameworkCore;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lora;

/// <summary>Keeps LoRA records in PostgreSQL.</summary>
public static class LoraPostgreSqlExtensions
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Keeps LoRA records in a PostgreSQL database, in a schema <c>lora</c> of their own, so that the host's tables may live in the same database.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A connection string of Npgsql, such as <c>Host=db;Database=studio;Username=studio;Password=…</c>.</param>
    /// <param name="configure">Changes options.</param>
    /// <exception cref="ArgumentException">The connection string cannot be understood.</exception>
    public static LoraBuilder UsePostgreSql(this LoraBuilder builder, string connectionString, Action<LoraPostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var options = new LoraPostgreSqlOptions();
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxRetries, nameof(configure));
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        return builder.UseDatabase(provider =>
        {
            var contexts = Contexts(provider, connection.ConnectionString, options.MaxRetries);
            return new EntityFrameworkStore(
                new LoraDatabase(async token =>
                {
                    var context = await contexts.CreateDbContextAsync(token).ConfigureAwait(false);
                    return new ContextLease(context, context);
                }),
                options.MigrateAtStart ? PostgreSqlMigration.ApplyAsync : null);
        });
    }

    private static PooledDbContextFactory<LoraPostgreSqlContext> Contexts(IServiceProvider provider, string connectionString, int maxRetries) => new(
        new DbContextOptionsBuilder<LoraPostgreSqlContext>()
            .UseApplicationServiceProvider(provider)
            .UseNpgsql(connectionString, npgsql => npgsql
                .MigrationsHistoryTable(LoraPostgreSqlContext.HistoryTable, LoraPostgreSqlContext.Schema)
                .EnableRetryOnFailure(maxRetries, MaxRetryDelay, errorCodesToAdd: null))
            // Asking an empty database for its migrations fails by design. A real failure reaches the caller as an exception, with the statement's cause in it.
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Debug)))
            .Options);
}
