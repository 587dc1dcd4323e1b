using Lora.Storage.EntityFrameworkCore;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.Sqlite;

namespace Lora;

/// <summary>Keeps LoRA records in SQLite.</summary>
public static class LoraSqliteExtensions
{
    /// <summary>
    /// Keeps LoRA records in a SQLite file, the embedded default. The file and its folder are made when they are missing. It may be a file that the host
    /// uses too: all names of this package begin with <c>Lora</c> or <c>__Lora</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A connection string of Microsoft.Data.Sqlite, such as <c>Data Source=lora.db</c>.</param>
    /// <param name="configure">Changes options.</param>
    /// <exception cref="ArgumentException">The connection string cannot be understood, or names a database in memory, which would be another one for every operation.</exception>
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
                file.PrepareAsync);
        });
    }
}
