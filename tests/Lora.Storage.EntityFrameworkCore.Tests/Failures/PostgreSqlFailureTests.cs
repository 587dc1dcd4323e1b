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
    public async Task Unreachable_server_is_a_transient_error_without_secrets()
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
    public async Task Broken_connections_are_reopened()
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
    public async Task Canceled_call_that_waits_for_a_lock_throws_a_cancellation()
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
    public async Task Missing_tables_are_a_permanent_error()
    {
        await using var machine = new Machine(builder => builder.UsePostgreSql(Database));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => machine.Store.QueryAsync(Samples.Workspace, new LoraQuery()));

        Assert.Equal((LoraErrorCodes.DatabaseUnavailable, false), (exception.Code, exception.IsTransient));
    }

    [Fact]
    public async Task Existing_id_or_key_is_a_permanent_error_and_keeps_the_upload()
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
