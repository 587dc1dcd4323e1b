using System.Net;
using System.Net.Sockets;
using Lora.Conformance.Servers;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Npgsql;

namespace Lora.Storage.EntityFrameworkCore.Tests.Failures;

public sealed class PostgreSqlFailureTests : IAsyncLifetime
{
    private PostgresDatabase? _database;

    private string Database => _database!.ConnectionString;

    public async Task InitializeAsync() => _database = await PostgresServer.CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task A_server_that_is_away_is_unavailable_for_now_and_nothing_secret_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        foreach (var retries in new[] { 0, 1 })
        {
            await using var machine = new Machine(builder => builder.UsePostgreSql(
                $"Host=127.0.0.1;Port={port};Username=studio;Password=hunter2;Database=secret-name", options => options.MaxRetries = retries));

            var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.FindAsync(Samples.Workspace, LoraId.New(TimeProvider.System)));

            Assert.Equal((LoraErrorCodes.DatabaseUnavailable, true), (exception.Code, exception.IsTransient));
            Assert.DoesNotContain("127.0.0.1", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Connections_that_were_cut_are_made_again()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UsePostgreSql(Database));
        var record = await machine.Store.AddSampleAsync();

        await CutConnectionsAsync();
        Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));

        await CutConnectionsAsync();
        var update = record with { Name = "renamed", Stamp = Guid.NewGuid() };
        Assert.True(await machine.Store.TryUpdateAsync(update, record.Stamp));

        await CutConnectionsAsync();
        await machine.Store.AddSampleAsync();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_for_a_lock_is_cancelled_and_not_failed()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UsePostgreSql(Database));
        var record = await machine.Store.AddSampleAsync();
        using var cancellation = new CancellationTokenSource();
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("SELECT 1 FROM lora.records FOR UPDATE", connection, transaction))
        {
            await command.ExecuteScalarAsync();
        }

        var update = machine.Store.TryUpdateAsync(record with { Name = "late", Stamp = Guid.NewGuid() }, record.Stamp, cancellation.Token);
        while ((await Sql.PostgreSqlAsync(Database, "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).Count == 0)
        {
            await Task.Delay(20);
        }

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => update);
        await transaction.RollbackAsync();
        Assert.Equal(record, await machine.Store.FindAsync(record.Workspace, record.Id));
    }

    [Fact]
    public async Task Tables_that_were_never_made_are_no_reason_to_try_again()
    {
        await using var machine = new Machine(builder => builder.UsePostgreSql(Database));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.QueryAsync(Samples.Workspace, new LoraQuery()));

        Assert.Equal((LoraErrorCodes.DatabaseUnavailable, false), (exception.Code, exception.IsTransient));
    }

    [Fact]
    public async Task A_taken_id_or_key_is_no_reason_to_try_again_and_the_upload_stays()
    {
        await using var machine = await Machine.StartAsync(builder => builder.UsePostgreSql(Database));
        var taken = await machine.Store.AddSampleAsync();
        var upload = Samples.Upload();
        Assert.True(await machine.Store.TryAddUploadAsync(upload));

        var added = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.TryAddUploadAsync(upload with { Stamp = Guid.NewGuid() }));
        var promoted = await Assert.ThrowsAsync<LoraStorageException>(
            () => machine.Store.TryPromoteAsync(Samples.Record(upload) with { StorageKey = taken.StorageKey }, upload.Stamp));

        Assert.Equal((LoraErrorCodes.DatabaseUnavailable, false), (added.Code, added.IsTransient));
        Assert.Equal((LoraErrorCodes.DatabaseUnavailable, false), (promoted.Code, promoted.IsTransient));
        Assert.Equal(upload, await machine.Store.FindUploadAsync(upload.Workspace, upload.Id));
    }

    private Task<List<string>> CutConnectionsAsync() => Sql.PostgreSqlAsync(
        new NpgsqlConnectionStringBuilder(Database) { Pooling = false }.ConnectionString,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
}
