using Lora.Conformance.Servers;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Npgsql;

namespace Lora.Storage.EntityFrameworkCore.Tests.Changes;

public sealed class PostgreSqlChangeTests : ChangeTests
{
    private PostgresDatabase? _database;

    protected override string Table => "lora.changes";

    protected override string ChangedAt => "changed_at";

    private string ConnectionString => _database!.ConnectionString;

    public override async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Changes_are_received_after_the_listening_connection_was_killed()
    {
        await using var listener = await Listener.StartAsync(There);
        var first = await Here.Store.AddSampleAsync();
        Assert.Equal(first.Id, (await listener.NextAsync()).Id);

        await QueryAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'Lora changes' AND datname = current_database()");
        var second = await Here.Store.AddSampleAsync();
        Assert.Equal(second.Id, (await listener.NextAsync()).Id);

        // By a notification again: there is a new connection, at the latest after the next delay.
        await WaitForListenerAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var third = await Here.Store.AddSampleAsync();
        Assert.Equal(third.Id, (await listener.NextAsync()).Id);
    }

    [Fact]
    public async Task Change_whose_transaction_is_committed_after_a_later_one_is_received()
    {
        await using var listener = await Listener.StartAsync(There);
        var (early, rolledBack) = (LoraId.New(TimeProvider.System), LoraId.New(TimeProvider.System));
        await using var slow = new NpgsqlConnection(ConnectionString);
        await slow.OpenAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await InsertAsync(slow, early);
        await using var failing = new NpgsqlConnection(ConnectionString);
        await failing.OpenAsync();
        await using var failed = await failing.BeginTransactionAsync();
        await InsertAsync(failing, rolledBack);

        var late = await Here.Store.AddSampleAsync();
        Assert.Equal(late.Id, (await listener.NextAsync()).Id);
        await failed.RollbackAsync();
        await transaction.CommitAsync();
        Assert.Equal(early, (await listener.NextAsync()).Id);

        var last = await Here.Store.AddSampleAsync();
        Assert.Equal(last.Id, (await listener.NextAsync()).Id);
    }

    protected override void Choose(LoraBuilder builder) => builder.UsePostgreSql(ConnectionString);

    private protected override Task<List<string>> QueryAsync(string sql) => Sql.PostgreSqlAsync(ConnectionString, sql);

    private async Task WaitForListenerAsync()
    {
        while ((await QueryAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'Lora changes' AND datname = current_database()"))[0] == "0")
        {
            await Task.Yield();
        }
    }

    private static async Task InsertAsync(NpgsqlConnection connection, LoraId id)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO lora.changes (workspace_key, workspace, lora_id, kind, origin, changed_at) VALUES ('ada', 'ada', $1, 0, gen_random_uuid(), now());
            """;
        command.Parameters.Add(new NpgsqlParameter { Value = id.Value });
        await command.ExecuteNonQueryAsync();
        command.Parameters.Clear();
        command.CommandText = "NOTIFY lora_changes";
        await command.ExecuteNonQueryAsync();
    }
}
