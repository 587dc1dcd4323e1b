using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Lora.Storage.Sqlite;

/// <summary>The file a host chose: how it is opened and made ready.</summary>
internal sealed class SqliteFile
{
    private const string DataDirectory = "|DataDirectory|";
    private readonly SqliteConnectionStringBuilder _connection;
    private readonly LoraSqliteOptions _options;

    public SqliteFile(string connectionString, LoraSqliteOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        _options = options;
        _connection = new SqliteConnectionStringBuilder(connectionString)
        {
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),

            // The digests of parts go with their session by the database's own hand.
            ForeignKeys = true,
        };
        if (_connection.Mode == SqliteOpenMode.Memory || _connection.DataSource is "" or ":memory:" || _connection.DataSource.Contains("mode=memory", StringComparison.Ordinal))
        {
            throw new ArgumentException("Give a file, such as 'Data Source=lora.db': a database in memory ends with each connection.", nameof(connectionString));
        }
    }

    public PooledDbContextFactory<LoraSqliteContext> Contexts(IServiceProvider provider) => new(
        new DbContextOptionsBuilder<LoraSqliteContext>()
            .UseApplicationServiceProvider(provider)
            .UseSqlite(_connection.ConnectionString, static sqlite => sqlite.MigrationsHistoryTable(LoraSqliteContext.HistoryTable))
            .AddInterceptors(new BusyTimeoutInterceptor(_options.BusyTimeout))
            .Options);

    public async Task PrepareAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (Folder() is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

        // Readers and the writer do not wait for each other. The setting stays in the file.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        if (_options.MigrateAtStart)
        {
            await SqliteMigration.ApplyAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The folder that SQLite will look for, found by the rules of Microsoft.Data.Sqlite; <see langword="null"/> for a URI, which may be anything.</summary>
    private string? Folder()
    {
        var source = _connection.DataSource;
        if (source.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var dataDirectory = AppDomain.CurrentDomain.GetData("DataDirectory") as string ?? "";
        var path = source.StartsWith(DataDirectory, StringComparison.OrdinalIgnoreCase) ? source[DataDirectory.Length..].TrimStart('/', '\\') : source;
        return Path.GetDirectoryName(Path.GetFullPath(Path.Combine(dataDirectory, path)));
    }
}
