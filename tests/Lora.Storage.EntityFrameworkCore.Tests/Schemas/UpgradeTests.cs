using Lora.Catalog;
using Lora.Conformance.Servers;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Storage.PostgreSql;
using Lora.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Schemas;

/// <summary>A database that an earlier version has filled.</summary>
public sealed class UpgradeTests
{
    private static readonly Guid Id = new("019ab000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Sqlite_keeps_what_is_there_and_has_it_examined()
    {
        using var folder = new TemporaryFolder();
        var database = $"Data Source={folder.File("lora.db")}";
        await using (var old = new LoraSqliteContext(new DbContextOptionsBuilder<LoraSqliteContext>()
            .UseSqlite(database, sqlite => sqlite.MigrationsHistoryTable("__LoraMigrationsHistory")).Options))
        {
            await old.GetService<IMigrator>().MigrateAsync("Initial");
        }

        await Sql.SqliteAsync(database, $"""
            INSERT INTO LoraRecords (Id, WorkspaceKey, Workspace, Name, NameKey, FileName, FileNameKey, StorageKey, Size, UploadedAt, UseCount, State, StateChangedAt, Stamp)
            VALUES ('{Id.ToString().ToUpperInvariant()}', 'ada', 'ada', 'style', 'style', 'style.safetensors', 'style.safetensors', 'k', 10, '2026-01-01 00:00:00', 3, 0, '2026-01-01 00:00:00', '{Guid.NewGuid().ToString().ToUpperInvariant()}')
            """);

        await AssertUpgradedAsync(builder => builder.UseSqlite(database));
    }

    [Fact]
    public async Task PostgreSql_keeps_what_is_there_and_has_it_examined()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using (var old = new LoraPostgreSqlContext(new DbContextOptionsBuilder<LoraPostgreSqlContext>()
            .UseNpgsql(database.ConnectionString, npgsql => npgsql.MigrationsHistoryTable("migrations_history", "lora")).Options))
        {
            await old.GetService<IMigrator>().MigrateAsync("Initial");
        }

        await Sql.PostgreSqlAsync(database.ConnectionString, $"""
            INSERT INTO lora.records (id, workspace_key, workspace, name, name_key, file_name, file_name_key, storage_key, size, uploaded_at, use_count, state, state_changed_at, stamp)
            VALUES ('{Id}', 'ada', 'ada', 'style', 'style', 'style.safetensors', 'style.safetensors', 'k', 10, '2026-01-01Z', 3, 0, '2026-01-01Z', '{Guid.NewGuid()}')
            """);

        await AssertUpgradedAsync(builder => builder.UsePostgreSql(database.ConnectionString));
    }

    private static async Task AssertUpgradedAsync(Action<LoraBuilder> choose)
    {
        await using var machine = await Machine.StartAsync(choose);

        var record = await machine.Store.FindAsync(Samples.Workspace, new LoraId(Id));

        Assert.Equal(("style", 3), (record!.Name, record.UseCount));
        Assert.Same(LoraFacts.None, record.Facts);
        Assert.Equal(record, Assert.Single(await machine.Services.GetRequiredService<ILoraSweepStore>().ListUnexaminedAsync(null, 10)));
        Assert.Equal([record], (await machine.Store.QueryAsync(Samples.Workspace, new LoraQuery { Families = ["unknown"] })).Items);
        var renamed = record with { Name = "renamed", Stamp = Guid.NewGuid() };
        Assert.True(await machine.Store.TryUpdateAsync(renamed, record.Stamp));
    }
}
