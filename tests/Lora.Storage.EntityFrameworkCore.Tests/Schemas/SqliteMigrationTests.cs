using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Tests.Hosts;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Schemas;

public sealed class SqliteMigrationTests : IDisposable
{
    private const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'LoraSearch_%' ORDER BY name";
    private readonly TemporaryFolder _folder = new();

    private string Database => $"Data Source={_folder.File("deep/er/lora.db")}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrations_cover_the_whole_model()
    {
        await using var context = new DesignTimeContextFactory().CreateDbContext([]);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.NotEmpty(context.Database.GetMigrations());
    }

    [Fact]
    public async Task Startup_creates_folder_file_tables_and_indexes()
    {
        await using var machine = await StartAsync();

        Assert.Equal(["LoraAuditEvents", "LoraChanges", "LoraPartDigests", "LoraRecords", "LoraSearch", "LoraThumbnails", "LoraUploads", "LoraUsage", "__LoraMigrationsHistory"], await Sql.SqliteAsync(Database, Tables));
        Assert.Equal(
            [
                "LoraAuditEvents(Time)",
                "LoraAuditEvents(WorkspaceKey,LoraId,Time,Id)",
                "LoraAuditEvents(WorkspaceKey,Time,Id)",
                "LoraAuditEvents(WorkspaceKey,UserKey,Time,Id)",
                "LoraChanges(ChangedAt)",
                "LoraRecords(Id) partial",
                "LoraRecords(State,StateChangedAt) partial",
                "LoraRecords(StorageKey)",
                "LoraRecords(WorkspaceKey,ClientKey) partial",
                "LoraRecords(WorkspaceKey,Id) unique",
                "LoraRecords(WorkspaceKey,PairKey,State) partial",
                "LoraRecords(WorkspaceKey,Sha256)",
                "LoraRecords(WorkspaceKey,Size,Fingerprint)",
                "LoraRecords(WorkspaceKey,State,FilterKey,LastUsedAt,Id) partial",
                "LoraRecords(WorkspaceKey,State,FilterKey,NameKey,Id)",
                "LoraRecords(WorkspaceKey,State,FilterKey,Size,Id)",
                "LoraRecords(WorkspaceKey,State,FilterKey,UploadedAt,Id)",
                "LoraRecords(WorkspaceKey,State,LastUsedAt,Id) partial",
                "LoraRecords(WorkspaceKey,State,NameKey,Id)",
                "LoraRecords(WorkspaceKey,State,Size,Id)",
                "LoraRecords(WorkspaceKey,State,UploadedAt,Id)",
                "LoraRecords(WorkspaceKey,StorageKey) unique",
                "LoraUploads(ExpiresAt)",
                "LoraUploads(StorageKey)",
                "LoraUploads(WorkspaceKey,ClientKey) unique",
                "LoraUploads(WorkspaceKey,OwnerKey)",
            ],
            await Sql.SqliteAsync(
                Database,
                """
                SELECT m.tbl_name || '(' || (SELECT group_concat(i.name) FROM pragma_index_info(m.name) i) || ')' || iif(l."unique", ' unique', '') || iif(l.partial, ' partial', '') AS index_text
                FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name
                WHERE m.type = 'index' AND m.name LIKE 'IX_%' ORDER BY index_text
                """));
        Assert.Equal(["wal"], await Sql.SqliteAsync(Database, "PRAGMA journal_mode"));
    }

    [Theory]
    [InlineData("State = 0", "USING INDEX IX_LoraRecords_WorkspaceKey_State_UploadedAt_Id (WorkspaceKey=? AND State=? AND UploadedAt<?)")]
    public async Task Query_for_the_newest_page_uses_its_index(string states, string expected)
    {
        await using var machine = await StartAsync();

        foreach (var after in new[] { "", "AND UploadedAt < 'b'" })
        {
            var plan = Assert.Single(await Sql.SqliteAsync(
                Database, $"EXPLAIN QUERY PLAN SELECT * FROM LoraRecords WHERE WorkspaceKey = 'a' AND {states} {after} ORDER BY UploadedAt DESC, Id DESC LIMIT 51", column: 3));
            Assert.Contains(after.Length == 0 ? expected.Replace(" AND UploadedAt<?", "", StringComparison.Ordinal) : expected, plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Queries_for_one_key_or_file_use_an_index()
    {
        await using var machine = await StartAsync();

        foreach (var (question, expected) in new[]
        {
            ("LoraRecords WHERE WorkspaceKey = 'a' AND Size = 1 AND Fingerprint = 'f'", "IX_LoraRecords_WorkspaceKey_Size_Fingerprint (WorkspaceKey=? AND Size=? AND Fingerprint=?)"),
            ("LoraRecords WHERE WorkspaceKey = 'a' AND Sha256 = 's'", "IX_LoraRecords_WorkspaceKey_Sha256 (WorkspaceKey=? AND Sha256=?)"),
            ("LoraRecords WHERE WorkspaceKey = 'a' AND ClientKey = 'c'", "IX_LoraRecords_WorkspaceKey_ClientKey (WorkspaceKey=? AND ClientKey=?)"),
            ("LoraRecords WHERE WorkspaceKey = 'a' AND Id > 'i' ORDER BY Id LIMIT 9", "IX_LoraRecords_WorkspaceKey_Id (WorkspaceKey=? AND Id>?)"),
            ("LoraRecords WHERE WorkspaceKey = 'a' AND StorageKey = 'k'", "IX_LoraRecords_WorkspaceKey_StorageKey (WorkspaceKey=? AND StorageKey=?)"),
            ("LoraUploads WHERE WorkspaceKey = 'a' AND ClientKey = 'c'", "IX_LoraUploads_WorkspaceKey_ClientKey (WorkspaceKey=? AND ClientKey=?)"),
            ("LoraUploads WHERE WorkspaceKey = 'a' AND OwnerKey = 'o' AND State <> 2", "IX_LoraUploads_WorkspaceKey_OwnerKey (WorkspaceKey=? AND OwnerKey=?)"),
            ("LoraAuditEvents WHERE WorkspaceKey = 'a' AND Time <= 't' ORDER BY Time DESC, Id DESC LIMIT 9", "IX_LoraAuditEvents_WorkspaceKey_Time_Id (WorkspaceKey=? AND Time<?)"),
            ("LoraAuditEvents WHERE WorkspaceKey = 'a' AND LoraId = 'l' ORDER BY Time DESC, Id DESC LIMIT 9", "IX_LoraAuditEvents_WorkspaceKey_LoraId_Time_Id (WorkspaceKey=? AND LoraId=?)"),
            ("LoraAuditEvents WHERE WorkspaceKey = 'a' AND UserKey = 'u' ORDER BY Time DESC, Id DESC LIMIT 9", "IX_LoraAuditEvents_WorkspaceKey_UserKey_Time_Id (WorkspaceKey=? AND UserKey=?)"),
            ("LoraAuditEvents WHERE Time < 't' ORDER BY Time LIMIT 9", "IX_LoraAuditEvents_Time (Time<?)"),
        })
        {
            var plan = Assert.Single(await Sql.SqliteAsync(Database, "EXPLAIN QUERY PLAN SELECT * FROM " + question, column: 3));
            Assert.Contains(expected, plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Part_digests_are_deleted_with_their_session_for_any_connection_string()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UseSqlite(Database + ";Foreign Keys=False"));
        var upload = Samples.Upload();
        Assert.True(await machine.Store.TryAddUploadAsync(upload));
        await machine.Store.SavePartDigestsAsync(upload.Workspace, upload.Id, [new LoraPartDigest(1, new string('a', 64))]);
        Assert.Equal(["1"], await Sql.SqliteAsync(Database, "SELECT count(*) FROM LoraPartDigests"));

        Assert.True(await machine.Store.TryRemoveUploadAsync(upload.Workspace, upload.Id, upload.Stamp));

        Assert.Equal(["0"], await Sql.SqliteAsync(Database, "SELECT count(*) FROM LoraPartDigests"));
    }

    [Fact]
    public async Task Thumbnails_are_deleted_with_their_record_for_any_connection_string()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UseSqlite(Database + ";Foreign Keys=False"));
        var upload = Samples.Upload();
        var record = Samples.Record(upload);
        Assert.True(await machine.Store.TryAddUploadAsync(upload));
        Assert.True(await machine.Store.TryPromoteAsync(record, upload.Stamp, new LoraThumbnail("image/png", new byte[] { 1, 2, 3 })));
        Assert.Equal(["1"], await Sql.SqliteAsync(Database, "SELECT count(*) FROM LoraThumbnails"));

        Assert.True(await machine.Store.TryRemoveAsync(record.Workspace, record.Id, record.Stamp));

        Assert.Equal(["0"], await Sql.SqliteAsync(Database, "SELECT count(*) FROM LoraThumbnails"));
    }

    [Fact]
    public async Task Records_remain_after_a_restart()
    {
        await using var first = await StartAsync();
        var record = await first.Store.AddSampleAsync();

        await using var second = await StartAsync();

        Assert.Equal(record, await second.Store.FindAsync(record.Workspace, record.Id));
        Sql.AssertMigratedOnce(await Sql.SqliteAsync(Database, "SELECT MigrationId FROM __LoraMigrationsHistory ORDER BY MigrationId"));
    }

    [Fact]
    public async Task Many_machines_can_start_at_once()
    {
        var machines = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(StartAsync)));

        Sql.AssertMigratedOnce(await Sql.SqliteAsync(Database, "SELECT MigrationId FROM __LoraMigrationsHistory ORDER BY MigrationId"));
        foreach (var machine in machines)
        {
            await machine.Store.AddSampleAsync();
            await machine.DisposeAsync();
        }
    }

    [Fact]
    public async Task Killed_migration_does_not_block_the_next_start()
    {
        // A process that crashes during a migration leaves EF's lock row and a transaction that SQLite rolls back.
        Directory.CreateDirectory(_folder.File("deep/er"));
        await Sql.SqliteAsync(Database, """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2020-01-01 00:00:00+00:00');
            """);

        await using var machine = await StartAsync().WaitAsync(TimeSpan.FromSeconds(30));

        await machine.Store.AddSampleAsync();
    }

    [Fact]
    public async Task Startup_applies_no_migrations_when_they_are_turned_off()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UseSqlite(Database, options => options.MigrateAtStart = false));

        Assert.Empty(await Sql.SqliteAsync(Database, Tables));
    }

    [Fact]
    public async Task File_can_be_shared_with_the_host()
    {
        Directory.CreateDirectory(_folder.File("deep/er"));
        await using (var host = new HostContext(new DbContextOptionsBuilder<HostContext>().UseSqlite(Database).Options))
        {
            await host.Database.EnsureCreatedAsync();
            host.Orders.Add(new HostOrder { Title = "poster" });
            await host.SaveChangesAsync();
        }

        await using var machine = await StartAsync();
        await machine.Store.AddSampleAsync();

        Assert.Equal(["poster"], await Sql.SqliteAsync(Database, "SELECT Title FROM Orders"));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=shared;Mode=Memory;Cache=Shared")]
    [InlineData("Data Source=file:x?mode=memory")]
    [InlineData("Cache=Shared")]
    [InlineData("Nonsense=1")]
    [InlineData(" ")]
    public void Invalid_connection_string_is_rejected_at_once(string connectionString)
    {
        var builder = new ServiceCollection().AddLoraCore();

        Assert.ThrowsAny<ArgumentException>(() => builder.UseSqlite(connectionString));
    }

    private Task<Machine> StartAsync() => Machine.StartAsync(builder => builder.UseSqlite(Database));
}
