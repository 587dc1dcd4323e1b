using Lora.Storage;
using Lora.Storage.EntityFrameworkCore;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lora;

/// <summary>Registers PostgreSQL as the store for LoRA records.</summary>
public static class LoraPostgreSqlExtensions
{
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Stores LoRA records in a PostgreSQL database. Their tables are in a separate schema <c>lora</c>, so the host can use the same database for its own.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">An Npgsql connection string, such as <c>Host=db;Database=studio;Username=studio;Password=…</c>.</param>
    /// <param name="configure">Configures the options.</param>
    /// <exception cref="ArgumentException">The connection string is invalid.</exception>
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
                (context, token) => options.MigrateAtStart ? PostgreSqlMigration.ApplyAsync(context, provider.GetService<UpgradeReport>(), token) : Task.CompletedTask,
                new PostgreSqlTextIndex(),
                new PostgreSqlSignal(connection.ConnectionString));
        });
    }

    private static PooledDbContextFactory<LoraPostgreSqlContext> Contexts(IServiceProvider provider, string connectionString, int maxRetries) => new(
        new DbContextOptionsBuilder<LoraPostgreSqlContext>()
            .UseApplicationServiceProvider(provider)
            .UseNpgsql(connectionString, npgsql => npgsql
                .MigrationsHistoryTable(LoraPostgreSqlContext.HistoryTable, LoraPostgreSqlContext.Schema)
                .EnableRetryOnFailure(maxRetries, MaxRetryDelay, errorCodesToAdd: null))
            // EF logs an error when it reads the migrations of an empty database. A real failure reaches the caller as an exception.
            .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Debug)))
            .Options);
}
