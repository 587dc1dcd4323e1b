using Lora.Storage;
using Lora.Storage.EntityFrameworkCore;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Lora;

/// <summary>Registers SQLite as the store for LoRA records.</summary>
public static class LoraSqliteExtensions
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Stores LoRA records in a SQLite file, the embedded default. The file and its folder are created if they don't exist. The host can use the same file for
    /// its own tables: all names of this package begin with <c>Lora</c> or <c>__Lora</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A Microsoft.Data.Sqlite connection string, such as <c>Data Source=lora.db</c>.</param>
    /// <param name="configure">Configures the options.</param>
    /// <exception cref="ArgumentException">The connection string is invalid or names an in-memory database, which would be a new one for every operation.</exception>
    public static LoraBuilder UseSqlite(this LoraBuilder builder, string connectionString, Action<LoraSqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new LoraSqliteOptions();
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BusyTimeout, TimeSpan.FromSeconds(1), nameof(configure));
        var file = new SqliteFile(connectionString, options);
        return builder.UseDatabase(provider =>
        {
            var contexts = file.Contexts(provider);
            return new EntityFrameworkStore(
                new LoraDatabase(async token =>
                {
                    var context = await contexts.CreateDbContextAsync(token).ConfigureAwait(false);
                    return new ContextLease(context, context);
                }),
                (context, token) => file.PrepareAsync(context, provider.GetService<UpgradeReport>(), token),
                new SqliteTextIndex(),
                new PollingSignal(PollInterval));
        });
    }
}
