using System.Globalization;
using Lora.Conformance.Servers;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Storage.PostgreSql;
using Lora.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Schemas;

/// <summary>Upgrades many rows of the version before usage and search. <c>LORA_UPGRADE_ROWS</c> sets their number; the nightly checks upgrade 100,000.</summary>
public sealed class LargeUpgradeTests
{
    private const string Version = "RemoveOrphanTable";
    private const int Size = 1000;

    private static readonly int Rows = int.Parse(Environment.GetEnvironmentVariable("LORA_UPGRADE_ROWS") ?? "6000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Sqlite_upgrade_loses_nothing()
    {
        using var folder = new TemporaryFolder();
        var database = $"Data Source={folder.File("lora.db")}";
        await using (var old = new LoraSqliteContext(new DbContextOptionsBuilder<LoraSqliteContext>()
            .UseSqlite(database, sqlite => sqlite.MigrationsHistoryTable("__LoraMigrationsHistory")).Options))
        {
            await old.GetService<IMigrator>().MigrateAsync(Version);
        }

        await Sql.SqliteAsync(database, $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows})
            INSERT INTO LoraRecords (Id, WorkspaceKey, Workspace, Name, NameKey, FileName, FileNameKey, StorageKey, Size, UploadedAt, UseCount, State, StateChangedAt, Stamp)
            SELECT printf('019AB000-0000-7000-8000-%012d', i), 'w' || (i % 10), 'w' || (i % 10), 'style ' || i, 'style ' || i, 'f' || i, 'f' || i, 'k' || i, {Size}, '2026-01-01 00:00:00', i, 0,
                '2026-01-01 00:00:00', '019AB000-0000-7000-8000-000000000000' FROM n
            """);

        await AssertUpgradedAsync(builder => builder.UseSqlite(database));
    }

    [Fact]
    public async Task PostgreSql_upgrade_loses_nothing()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using (var old = new LoraPostgreSqlContext(new DbContextOptionsBuilder<LoraPostgreSqlContext>()
            .UseNpgsql(database.ConnectionString, npgsql => npgsql.MigrationsHistoryTable("migrations_history", "lora")).Options))
        {
            await old.GetService<IMigrator>().MigrateAsync(Version);
        }

        await Sql.PostgreSqlAsync(database.ConnectionString, $"""
            INSERT INTO lora.records (id, workspace_key, workspace, name, name_key, file_name, file_name_key, storage_key, size, uploaded_at, use_count, state, state_changed_at, stamp)
            SELECT ('019AB000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'w' || (i % 10), 'w' || (i % 10), 'style ' || i, 'style ' || i, 'f' || i, 'f' || i, 'k' || i, {Size}, '2026-01-01Z', i, 0,
                '2026-01-01Z', '019AB000-0000-7000-8000-000000000000' FROM generate_series(1, {Rows}) i
            """);

        await AssertUpgradedAsync(builder => builder.UsePostgreSql(database.ConnectionString));
    }

    private static async Task AssertUpgradedAsync(Action<LoraBuilder> choose)
    {
        var reports = new List<(long Done, long Total)>();
        await using var machine = await Machine.StartAsync(choose, services => services.AddSingleton<UpgradeReport>((done, total) => reports.Add((done, total))));

        Assert.Equal((Rows, Rows), reports[^1]);
        var (count, uses) = (0, 0L);
        LoraRecord? last = null;
        while (await machine.Store.ListReadyAsync(last, 1000) is { Count: > 0 } page)
        {
            (count, uses, last) = (count + page.Count, uses + page.Sum(static record => record.UseCount), page[^1]);
        }

        Assert.Equal((Rows, Rows * (Rows + 1L) / 2), (count, uses));
        for (var number = 0; number < 10; number++)
        {
            var workspace = new LoraWorkspaceId($"w{number}");
            Assert.Equal(new LoraUsage(Rows / 10, Rows / 10 * Size, 0, 0), await machine.Store.GetUsageAsync(workspace));
            var found = await machine.Store.QueryAsync(workspace, new LoraQuery { Search = $"style {1000 + number}", Count = LoraQuery.ExactCount });
            Assert.Contains(found.Items, item => item.Name == $"style {1000 + number}");
        }
    }
}
