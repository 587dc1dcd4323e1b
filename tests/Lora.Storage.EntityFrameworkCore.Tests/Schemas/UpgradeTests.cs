using Lora.Conformance.Servers;
using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Storage.PostgreSql;
using Lora.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Schemas;

/// <summary>Upgrades a database that an earlier version has filled.</summary>
public sealed class UpgradeTests
{
    private static readonly Guid Id = new("019ab000-0000-7000-8000-000000000001");
    private static readonly Guid UploadId = new("019ab000-0000-7000-8000-000000000002");
    private static readonly Guid Stamp = new("019ab000-0000-7000-8000-000000000003");

    [Theory]
    [InlineData("Initial")]
    [InlineData("Facts")]
    [InlineData("ResumableUploads")]
    [InlineData("RemoveOrphanTable")]
    public async Task Sqlite_upgrade_keeps_records_and_has_them_examined(string version)
    {
        using var folder = new TemporaryFolder();
        var database = $"Data Source={folder.File("lora.db")}";
        await using (var old = new LoraSqliteContext(new DbContextOptionsBuilder<LoraSqliteContext>()
            .UseSqlite(database, sqlite => sqlite.MigrationsHistoryTable("__LoraMigrationsHistory")).Options))
        {
            await old.GetService<IMigrator>().MigrateAsync(version);
        }

        await Sql.SqliteAsync(database, $"""
            INSERT INTO LoraRecords (Id, WorkspaceKey, Workspace, Name, NameKey, FileName, FileNameKey, StorageKey, Size, UploadedAt, UseCount, State, StateChangedAt, Stamp)
            VALUES ('{Text(Id)}', 'ada', 'ada', 'style', 'style', 'style.safetensors', 'style.safetensors', 'k', 10, '2026-01-01 00:00:00', 3, 0, '2026-01-01 00:00:00', '{Text(Stamp)}');
            INSERT INTO LoraUploads (Id, WorkspaceKey, Workspace, FileName, StorageKey, Size, PartSize, MultipartId, State, CreatedAt, ExpiresAt, Stamp)
            VALUES ('{Text(UploadId)}', 'ada', 'ada', 'style.safetensors', 'u', 10, 10, 'm', 0, '2026-01-01 00:00:00', '2026-01-02 00:00:00', '{Text(Stamp)}')
            """);

        await AssertUpgradedAsync(builder => builder.UseSqlite(database));
    }

    [Theory]
    [InlineData("Initial")]
    [InlineData("Facts")]
    [InlineData("ResumableUploads")]
    [InlineData("RemoveOrphanTable")]
    public async Task PostgreSql_upgrade_keeps_records_and_has_them_examined(string version)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using (var old = new LoraPostgreSqlContext(new DbContextOptionsBuilder<LoraPostgreSqlContext>()
            .UseNpgsql(database.ConnectionString, npgsql => npgsql.MigrationsHistoryTable("migrations_history", "lora")).Options))
        {
            await old.GetService<IMigrator>().MigrateAsync(version);
        }

        await Sql.PostgreSqlAsync(database.ConnectionString, $"""
            INSERT INTO lora.records (id, workspace_key, workspace, name, name_key, file_name, file_name_key, storage_key, size, uploaded_at, use_count, state, state_changed_at, stamp)
            VALUES ('{Id}', 'ada', 'ada', 'style', 'style', 'style.safetensors', 'style.safetensors', 'k', 10, '2026-01-01Z', 3, 0, '2026-01-01Z', '{Stamp}');
            INSERT INTO lora.uploads (id, workspace_key, workspace, file_name, storage_key, size, part_size, multipart_id, state, created_at, expires_at, stamp)
            VALUES ('{UploadId}', 'ada', 'ada', 'style.safetensors', 'u', 10, 10, 'm', 0, '2026-01-01Z', '2026-01-02Z', '{Stamp}')
            """);

        await AssertUpgradedAsync(builder => builder.UsePostgreSql(database.ConnectionString));
    }

    [Fact]
    public async Task Sqlite_upgrade_lists_records_whose_thumbnail_is_not_stored()
    {
        using var folder = new TemporaryFolder();
        var database = $"Data Source={folder.File("lora.db")}";
        await using (var old = new LoraSqliteContext(new DbContextOptionsBuilder<LoraSqliteContext>()
            .UseSqlite(database, sqlite => sqlite.MigrationsHistoryTable("__LoraMigrationsHistory")).Options))
        {
            await old.GetService<IMigrator>().MigrateAsync("ResumableUploads");
        }

        var examined = LoraFacts.None.With(new LoraInspection()) with { Hashes = new LoraHashes(new string('a', 64), null, "aaaaaaaa"), Fingerprint = "f" };
        Assert.DoesNotContain("thumbnail", examined.ToJson(), StringComparison.OrdinalIgnoreCase);
        foreach (var (id, key, facts) in new[] { (Id, "pictured", examined with { HasThumbnail = true }), (UploadId, "plain", examined) })
        {
            await Sql.SqliteAsync(database, $"""
                INSERT INTO LoraRecords (Id, WorkspaceKey, Workspace, Name, NameKey, FileName, FileNameKey, StorageKey, Size, UploadedAt, UseCount, State, StateChangedAt, Stamp, Facts, Sha256, Fingerprint, IsInspected)
                VALUES ('{Text(id)}', 'ada', 'ada', '{key}', '{key}', 'f', 'f', '{key}', 10, '2026-01-01 00:00:00', 3, 0, '2026-01-01 00:00:00', '{Text(Stamp)}', '{facts.ToJson()}', 'h', 'f', 1)
                """);
        }

        await using var machine = await Machine.StartAsync(builder => builder.UseSqlite(database));
        var sweep = machine.Services.GetRequiredService<ILoraStore>();
        var left = Assert.Single(await sweep.ListUnanalyzedAsync(null, 10));
        Assert.Equal((new LoraId(Id), true, false), (left.Id, left.Facts.HasThumbnail, left.Facts.IsThumbnailStored));

        var filled = left with { Facts = left.Facts with { IsThumbnailStored = true }, Stamp = Guid.NewGuid() };
        Assert.True(await machine.Store.TryUpdateWithThumbnailAsync(filled, new LoraThumbnail("image/png", new byte[] { 1 }), left.Stamp));
        Assert.Empty(await sweep.ListUnanalyzedAsync(null, 10));
    }

    private static string Text(Guid guid) => guid.ToString().ToUpperInvariant();

    private static async Task AssertUpgradedAsync(Action<LoraBuilder> choose)
    {
        await using var machine = await Machine.StartAsync(choose);
        var sweep = machine.Services.GetRequiredService<ILoraStore>();

        var record = await machine.Store.FindAsync(Samples.Workspace, new LoraId(Id));

        Assert.Equal(("style", 3), (record!.Name, record.UseCount));
        Assert.Null(record.ClientKey);
        Assert.Same(LoraFacts.None, record.Facts);
        Assert.Equal(record, Assert.Single(await sweep.ListUnanalyzedAsync(null, 10)));
        Assert.Equal([LoraItem.FromRecord(record)], (await machine.Store.QueryAsync(Samples.Workspace, new LoraQuery { Families = ["unknown"], Search = "yle" })).Items);
        var renamed = record with { Name = "renamed", Stamp = Guid.NewGuid() };
        Assert.True(await machine.Store.TryUpdateAsync(renamed, record.Stamp));

        var upload = await machine.Store.FindUploadAsync(Samples.Workspace, new LoraId(UploadId));

        Assert.Equal(("m", null, null), (upload!.MultipartId, upload.Owner, upload.ClientKey));
        Assert.Equal([upload], await machine.Store.ListUploadsAsync(Samples.Workspace, null, 10));
        Assert.Equal(new LoraUsage(1, 10, 1, 10), await machine.Store.GetUsageAsync(Samples.Workspace));
        Assert.Equal(2, (await sweep.FindReferencedKeysAsync(["k", "u"])).Count);
        await machine.Store.SavePartDigestsAsync(Samples.Workspace, upload.Id, [new LoraPartDigest(1, new string('a', 64))]);
        Assert.True(await machine.Store.TryPromoteAsync(Samples.Record(upload), upload.Stamp));
        Assert.Null(await machine.Store.FindThumbnailAsync(Samples.Workspace, record.Id));
    }
}
