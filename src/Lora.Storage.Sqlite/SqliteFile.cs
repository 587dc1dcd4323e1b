using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Lora.Storage.Sqlite;

/// <summary>Opens and prepares the database file.</summary>
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

            // The database deletes the digests of parts together with their upload session.
            ForeignKeys = true,
        };
        if (_connection.Mode == SqliteOpenMode.Memory || _connection.DataSource is "" or ":memory:" || _connection.DataSource.Contains("mode=memory", StringComparison.Ordinal))
        {
            throw new ArgumentException("Specify a file, such as 'Data Source=lora.db'. An in-memory database is lost with each connection.", nameof(connectionString));
        }
    }

    public PooledDbContextFactory<LoraSqliteContext> Contexts(IServiceProvider provider) => new(
        new DbContextOptionsBuilder<LoraSqliteContext>()
            .UseApplicationServiceProvider(provider)
            .UseSqlite(_connection.ConnectionString, static sqlite => sqlite.MigrationsHistoryTable(LoraSqliteContext.HistoryTable))
            .AddInterceptors(new BusyTimeoutInterceptor(_options.BusyTimeout))
            .Options);

    public async Task PrepareAsync(DbContext context, UpgradeReport? report, CancellationToken cancellationToken)
    {
        if (Folder() is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

        // With WAL, readers and the writer don't block each other. The setting is stored in the file.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        if (_options.MigrateAtStart)
        {
            await SqliteMigration.ApplyAsync(context, report, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the folder of the file by the rules of Microsoft.Data.Sqlite, or <see langword="null"/> for a URI.</summary>
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
