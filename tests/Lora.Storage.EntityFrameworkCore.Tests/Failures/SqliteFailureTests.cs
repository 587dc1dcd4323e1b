using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Microsoft.Data.Sqlite;

namespace Lora.Storage.EntityFrameworkCore.Tests.Failures;

public sealed class SqliteFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => $"Data Source={_folder.File("lora.db")}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fifty_concurrent_writers_on_two_machines_all_succeed()
    {
        await using var one = await Machine.StartAsync(builder => builder.UseSqlite(Database));
        await using var two = await Machine.StartAsync(builder => builder.UseSqlite(Database));
        var shared = await one.Store.AddSampleAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Task.Run(async () =>
        {
            var store = index % 2 == 0 ? one.Store : two.Store;
            for (var round = 0; round < 4; round++)
            {
                var record = await store.AddSampleAsync();
                await store.MarkUsedAsync(Samples.Workspace, [shared.Id, record.Id], record.UploadedAt);
                Assert.True(await store.TryUpdateAsync(record with { Name = $"writer {index}", Stamp = Guid.NewGuid() }, record.Stamp));
            }
        })));

        Assert.Equal(200, (await one.Store.FindAsync(Samples.Workspace, shared.Id))!.UseCount);
        Assert.Equal(201, (await two.Store.QueryAsync(Samples.Workspace, new LoraQuery())).Total);
    }

    [Fact]
    public async Task Locked_database_is_a_transient_error()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UseSqlite(Database, options => options.BusyTimeout = TimeSpan.FromSeconds(1)));
        var record = await machine.Store.AddSampleAsync();
        var update = record with { Name = "renamed", Stamp = Guid.NewGuid() };

        await using (var connection = new SqliteConnection(Database))
        {
            await connection.OpenAsync();
            await using var transaction = connection.BeginTransaction(deferred: false);
            var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.TryUpdateAsync(update, record.Stamp));
            Assert.Equal((LoraErrorCodes.DatabaseUnavailable, true), (exception.Code, exception.IsTransient));

            // Reading still works.
            Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));
        }

        Assert.True(await machine.Store.TryUpdateAsync(update, record.Stamp));
    }

    [Fact]
    public async Task Unreadable_file_is_a_database_error()
    {
        await using var machine = new Machine(builder => builder.UseSqlite($"Data Source={_folder.File("no/such/folder/lora.db")}"));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.FindAsync(Samples.Workspace, LoraId.New(TimeProvider.System)));

        Assert.Equal(LoraErrorCodes.DatabaseUnavailable, exception.Code);
        Assert.DoesNotContain(_folder.Path, exception.Message, StringComparison.Ordinal);
        Assert.IsType<SqliteException>(exception.InnerException);
    }

    [Fact]
    public async Task Canceled_call_throws_a_cancellation()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UseSqlite(Database));
        var upload = Samples.Upload();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => machine.Store.TryAddUploadAsync(upload, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => machine.Store.QueryAsync(Samples.Workspace, new LoraQuery(), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => machine.Store.TryPromoteAsync(Samples.Record(upload), upload.Stamp, thumbnail: null, cancelled));

        Assert.Null(await machine.Store.FindUploadAsync(Samples.Workspace, upload.Id));
    }

    [Fact]
    public async Task Existing_id_is_a_permanent_error()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UseSqlite(Database));
        var upload = Samples.Upload();
        Assert.True(await machine.Store.TryAddUploadAsync(upload));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.TryAddUploadAsync(upload with { Stamp = Guid.NewGuid() }));

        Assert.Equal((LoraErrorCodes.DatabaseUnavailable, false), (exception.Code, exception.IsTransient));
    }
}
