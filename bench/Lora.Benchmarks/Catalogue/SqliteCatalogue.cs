using System.Data.Common;
using System.Globalization;
using Lora.Benchmarks.Servers;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Lora.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Lora.Benchmarks.Catalogue;

internal sealed class SqliteCatalogue : CatalogueDatabase
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _connectionString;
    private readonly PooledDbContextFactory<LoraSqliteContext> _contexts;

    public SqliteCatalogue()
    {
        _connectionString = $"Data Source={_folder["lora.db"]}";
        _contexts = new(new DbContextOptionsBuilder<LoraSqliteContext>().UseSqlite(_connectionString, static sqlite => sqlite.MigrationsHistoryTable(LoraSqliteContext.HistoryTable)).Options);
    }

    public string ConnectionString => _connectionString;

    public override string Name => "SQLite";

    public override TextIndex Index { get; } = new SqliteTextIndex();

    public override string HandSearch => "\"Number\" IN (SELECT rowid FROM \"HandSearch\" WHERE \"HandSearch\" MATCH @word)";

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override DbContext Open() => _contexts.CreateDbContext();

    protected override DbConnection Connect() => new SqliteConnection(_connectionString);

    protected override async Task CreateTablesAsync()
    {
        await using var context = Open();
        await context.Database.OpenConnectionAsync().ConfigureAwait(false);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL").ConfigureAwait(false);
        await context.Database.MigrateAsync(TablesMigration).ConfigureAwait(false);
    }

    protected override async Task AddAsync(IReadOnlyList<LoraRecordRow> rows)
    {
        await using var context = Open();
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await context.Database.BeginTransactionAsync().ConfigureAwait(false);
        context.AddRange(rows);
        await context.SaveChangesAsync().ConfigureAwait(false);
        foreach (var row in rows)
        {
            await Index.SaveAsync(context, row.WorkspaceKey, row.Id, row.SearchText, CancellationToken.None).ConfigureAwait(false);
        }

        await transaction.CommitAsync().ConfigureAwait(false);
    }

    protected override async Task CreateIndexesAsync()
    {
        await using (var context = Open())
        {
            await SqliteMigration.ApplyAsync(context, report: null, CancellationToken.None).ConfigureAwait(false);
        }

        await QueryAsync("CREATE INDEX \"HandFamily\" ON \"LoraRecords\" (\"WorkspaceKey\", \"State\", \"FamilyKeys\", \"UploadedAt\", \"Id\")").ConfigureAwait(false);
        await QueryAsync("CREATE INDEX \"HandRole\" ON \"LoraRecords\" (\"WorkspaceKey\", \"State\", \"Role\", \"UploadedAt\", \"Id\")").ConfigureAwait(false);
        await QueryAsync("CREATE VIRTUAL TABLE \"HandSearch\" USING fts5(\"SearchText\", content='LoraRecords', content_rowid='Number', tokenize='trigram')").ConfigureAwait(false);
        await QueryAsync("INSERT INTO \"HandSearch\" (\"HandSearch\") VALUES ('rebuild')").ConfigureAwait(false);
    }

    protected override object Convert(object value) => value switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Guid id => id.ToString().ToUpperInvariant(),
        _ => value,
    };

    protected override string Translate(string sql) => sql;
}
