using Lora.Conformance.Servers;
using Lora.Storage.EntityFrameworkCore.Tests.Hosts;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Storage.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lora.Storage.EntityFrameworkCore.Tests.Schemas;

public sealed class PostgreSqlMigrationTests : IAsyncLifetime
{
    private PostgresDatabase? _database;

    private string Database => _database!.ConnectionString;

    public async Task InitializeAsync() => _database = await PostgresServer.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task Migrations_cover_the_whole_model()
    {
        await using var context = new DesignTimeContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.NotEmpty(context.Database.GetMigrations());
    }

    /// <summary>PostgreSQL can partition a table only by columns that all its unique indexes contain, and Citus can distribute it only by such a column.</summary>
    [Fact]
    public async Task Every_unique_index_begins_with_the_workspace()
    {
        await using var machine = await StartAsync();

        var indexes = await Sql.PostgreSqlAsync(
            Database,
            """
            SELECT i.indrelid::regclass || ' ' || (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0])
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'lora' AND c.relname <> 'migrations_history' AND i.indisunique
            """);

        Assert.Equal(7, indexes.Select(static index => index.Split(' ')[0]).Distinct().Count());
        Assert.All(indexes, static index => Assert.Equal("workspace_key", index.Split(' ')[1]));
    }

    [Fact]
    public async Task Startup_creates_tables_and_indexes_in_their_own_schema()
    {
        await using var machine = await StartAsync();

        Assert.Equal(
            ["lora.audit_events", "lora.changes", "lora.migrations_history", "lora.part_digests", "lora.records", "lora.thumbnails", "lora.uploads", "lora.usage"],
            await Sql.PostgreSqlAsync(Database, "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"));
        Assert.Equal(
            [
                "CREATE INDEX ON lora.audit_events USING btree (\"time\")",
                "CREATE INDEX ON lora.audit_events USING btree (workspace_key, \"time\", id)",
                "CREATE INDEX ON lora.audit_events USING btree (workspace_key, lora_id, \"time\", id)",
                "CREATE INDEX ON lora.audit_events USING btree (workspace_key, user_key, \"time\", id)",
                "CREATE INDEX ON lora.changes USING btree (changed_at)",
                "CREATE INDEX ON lora.changes USING btree (sequence)",
                "CREATE INDEX ON lora.records USING btree (id) WHERE needs_analysis",
                "CREATE INDEX ON lora.records USING btree (state, state_changed_at) WHERE (state = 1)",
                "CREATE INDEX ON lora.records USING btree (storage_key)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, client_key) WHERE (client_key IS NOT NULL)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, pair_key, state) WHERE (pair_key IS NOT NULL)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, sha256)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, size, fingerprint)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, filter_key, last_used_at, id) WHERE (last_used_at IS NOT NULL)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, filter_key, name_key, id)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, filter_key, size, id)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, filter_key, uploaded_at, id)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, last_used_at, id) WHERE (last_used_at IS NOT NULL)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, name_key, id)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, size, id)",
                "CREATE INDEX ON lora.records USING btree (workspace_key, state, uploaded_at, id)",
                "CREATE INDEX ON lora.records USING gin (grams)",
                "CREATE INDEX ON lora.uploads USING btree (expires_at)",
                "CREATE INDEX ON lora.uploads USING btree (storage_key)",
                "CREATE INDEX ON lora.uploads USING btree (workspace_key, owner_key)",
                "CREATE UNIQUE INDEX ON lora.records USING btree (workspace_key, storage_key)",
                "CREATE UNIQUE INDEX ON lora.uploads USING btree (workspace_key, client_key)",
            ],
            await Sql.PostgreSqlAsync(Database, """
                SELECT index_text FROM (SELECT replace(indexdef, '"' || indexname || '" ', '') AS index_text FROM pg_indexes
                WHERE schemaname = 'lora' AND indexname LIKE 'IX%') AS indexes ORDER BY index_text COLLATE "C"
                """));
    }

    [Fact]
    public async Task Records_remain_after_a_restart()
    {
        await using var first = await StartAsync();
        var record = await first.Store.AddSampleAsync();

        await using var second = await StartAsync();

        Assert.Equal(record, await second.Store.FindAsync(record.Workspace, record.Id));
        Sql.AssertMigratedOnce(await Sql.PostgreSqlAsync(Database, "SELECT \"MigrationId\" FROM lora.migrations_history ORDER BY 1"));
    }

    [Fact]
    public async Task Many_machines_can_start_at_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var machines = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(StartAsync)));

            Sql.AssertMigratedOnce(await Sql.PostgreSqlAsync(Database, "SELECT \"MigrationId\" FROM lora.migrations_history ORDER BY 1"));
            foreach (var machine in machines)
            {
                await machine.Store.AddSampleAsync();
                await machine.DisposeAsync();
            }

            await Sql.PostgreSqlAsync(Database, "DROP SCHEMA lora CASCADE");
        }
    }

    [Fact]
    public async Task Startup_creates_a_missing_database()
    {
        var missing = new NpgsqlConnectionStringBuilder(Database) { Database = _database!.Name + "_new", Pooling = false }.ConnectionString;
        try
        {
            await using var machine = await Machine.StartAsync(builder => builder.UsePostgreSql(missing));
            await machine.Store.AddSampleAsync();
        }
        finally
        {
            await Sql.PostgreSqlAsync(Database, $"DROP DATABASE IF EXISTS {_database.Name}_new WITH (FORCE)");
        }
    }

    [Fact]
    public async Task Startup_applies_no_migrations_when_they_are_turned_off()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UsePostgreSql(Database, options => options.MigrateAtStart = false));

        Assert.Empty(await Sql.PostgreSqlAsync(Database, "SELECT 1 FROM pg_tables WHERE schemaname = 'lora'"));
    }

    [Fact]
    public async Task Database_can_be_shared_with_the_host()
    {
        await using (var host = new HostContext(new DbContextOptionsBuilder<HostContext>().UseNpgsql(Database).Options))
        {
            await host.Database.EnsureCreatedAsync();
            host.Orders.Add(new HostOrder { Title = "poster" });
            await host.SaveChangesAsync();
        }

        await using var machine = await StartAsync();
        await machine.Store.AddSampleAsync();

        Assert.Equal(["poster"], await Sql.PostgreSqlAsync(Database, "SELECT \"Title\" FROM \"Orders\""));
    }

    [Theory]
    [InlineData("Nonsense=1")]
    [InlineData(" ")]
    public void Invalid_connection_string_is_rejected_at_once(string connectionString)
    {
        var builder = new ServiceCollection().AddLoraCore();

        Assert.ThrowsAny<ArgumentException>(() => builder.UsePostgreSql(connectionString));
    }

    private Task<Machine> StartAsync() => Machine.StartAsync(builder => builder.UsePostgreSql(Database));
}
