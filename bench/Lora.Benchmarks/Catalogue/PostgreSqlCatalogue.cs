using System.Data.Common;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Lora.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace Lora.Benchmarks.Catalogue;

internal class PostgreSqlCatalogue : CatalogueDatabase
{
    private readonly string _server;
    private readonly string _database = $"lora_bench_{Guid.NewGuid():N}";
    private readonly string _connectionString;
    private readonly PooledDbContextFactory<LoraPostgreSqlContext> _contexts;

    public PostgreSqlCatalogue(string server)
    {
        _server = server;
        _connectionString = new NpgsqlConnectionStringBuilder(server) { Database = _database, CommandTimeout = 600 }.ConnectionString;
        _contexts = new(new DbContextOptionsBuilder<LoraPostgreSqlContext>()
            .UseNpgsql(_connectionString, static npgsql => npgsql.MigrationsHistoryTable(LoraPostgreSqlContext.HistoryTable, LoraPostgreSqlContext.Schema)).Options);
    }

    public override string Name => "PostgreSQL";

    public override TextIndex Index { get; } = new PostgreSqlTextIndex();

    public override string HandSearch => "\"SearchText\" LIKE '%' || @word || '%'";

    public override async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync().ConfigureAwait(false);
#pragma warning disable CA2100 // The name was generated.
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    protected override DbContext Open() => _contexts.CreateDbContext();

    protected override DbConnection Connect() => new NpgsqlConnection(_connectionString);

    protected override async Task CreateTablesAsync()
    {
        await using var context = Open();
        await context.Database.MigrateAsync(TablesMigration).ConfigureAwait(false);
    }

    protected override async Task AddAsync(IReadOnlyList<LoraRecordRow> rows)
    {
        await using var context = Open();
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        context.AddRange(rows);
        await context.SaveChangesAsync().ConfigureAwait(false);
    }

    protected override async Task CreateIndexesAsync()
    {
        await using (var context = Open())
        {
            await PostgreSqlMigration.ApplyAsync(context, report: null, CancellationToken.None).ConfigureAwait(false);
        }

        await QueryAsync("CREATE EXTENSION IF NOT EXISTS pg_trgm").ConfigureAwait(false);
        await QueryAsync("CREATE EXTENSION IF NOT EXISTS btree_gin").ConfigureAwait(false);
        await QueryAsync("CREATE INDEX hand_family ON lora.records (workspace_key, state, family_keys, uploaded_at, id)").ConfigureAwait(false);
        await QueryAsync("CREATE INDEX hand_role ON lora.records (workspace_key, state, role, uploaded_at, id)").ConfigureAwait(false);
        await QueryAsync("CREATE INDEX hand_search ON lora.records USING gin (workspace_key, search_text gin_trgm_ops)").ConfigureAwait(false);
        await QueryAsync("VACUUM ANALYZE lora.records").ConfigureAwait(false);
        await QueryAsync("VACUUM ANALYZE lora.usage").ConfigureAwait(false);
    }

    protected override object Convert(object value) => value is DateTimeOffset time ? time.UtcDateTime : value;

    protected override string Translate(string sql) => Identifier().Replace(sql, static match => match.Groups["name"].Value switch
    {
        "LoraRecords" => "lora.records",
        "LoraUsage" => "lora.usage",
        var name => string.Concat(name.Select(static (letter, index) => char.IsUpper(letter) && index > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}")),
    });
}
