using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Changes;

/// <summary>Two machines with one database.</summary>
public abstract class ChangeTests : IAsyncLifetime
{
    private Machine? _here;
    private Machine? _there;

    private protected Machine Here => _here!;

    private protected Machine There => _there!;

    public virtual async Task InitializeAsync()
    {
        _here = await Machine.StartAsync(Choose);
        _there = await Machine.StartAsync(Choose);
    }

    public virtual async Task DisposeAsync()
    {
        await Here.DisposeAsync();
        await There.DisposeAsync();
    }

    [Fact]
    public async Task Every_change_is_received_by_other_machines_in_order()
    {
        await using var listener = await Listener.StartAsync(There);

        var record = await Here.Store.AddSampleAsync();
        var renamed = record with { Name = "ink", Stamp = Guid.NewGuid() };
        Assert.True(await Here.Store.TryUpdateAsync(renamed, record.Stamp));
        await Here.Store.MarkUsedAsync(Samples.Workspace, [record.Id], DateTimeOffset.UtcNow);
        var hidden = renamed with { State = LoraState.Deleting, Stamp = Guid.NewGuid() };
        Assert.True(await Here.Store.TryUpdateAsync(hidden, renamed.Stamp));
        Assert.True(await Here.Store.TryRemoveAsync(Samples.Workspace, record.Id, hidden.Stamp));

        foreach (var kind in new[] { LoraChangeKind.Added, LoraChangeKind.Updated, LoraChangeKind.Used, LoraChangeKind.Removed })
        {
            Assert.Equal(new LoraChange(kind, record.Id), await listener.NextAsync());
        }
    }

    [Fact]
    public async Task Own_changes_and_changes_that_did_not_happen_are_not_received()
    {
        var record = await Here.Store.AddSampleAsync();
        await using var listener = await Listener.StartAsync(There);

        Assert.False(await Here.Store.TryUpdateAsync(record with { Name = "late" }, Guid.NewGuid()));
        Assert.False(await Here.Store.TryRemoveAsync(Samples.Workspace, record.Id, Guid.NewGuid()));
        await Here.Store.MarkUsedAsync(Samples.Workspace, [LoraId.New(TimeProvider.System)], DateTimeOffset.UtcNow);
        await There.Store.AddSampleAsync();
        var last = await Here.Store.AddSampleAsync();

        Assert.Equal(new LoraChange(LoraChangeKind.Added, last.Id), await listener.NextAsync());
    }

    [Fact]
    public async Task Changes_during_an_interruption_are_reported_as_missed()
    {
        await using (var first = await Listener.StartAsync(There))
        {
            var record = await Here.Store.AddSampleAsync();
            Assert.Equal(record.Id, (await first.NextAsync()).Id);
        }

        await Here.Store.AddSampleAsync();

        // It starts only after the notification that changes may have been missed, so what was added meanwhile is loaded and not received.
        await using var second = await Listener.StartAsync(There);
        var last = await Here.Store.AddSampleAsync();
        Assert.Equal(last.Id, (await second.NextAsync()).Id);
    }

    [Fact]
    public async Task Old_rows_of_the_log_are_removed()
    {
        await Here.Store.AddSampleAsync();
        await ExecuteAsync($"UPDATE {Table} SET {ChangedAt} = '2026-01-01 00:00:00'");
        await using var listener = await Listener.StartAsync(There);

        // The first changes are read before old ones are removed, later ones after it.
        var changes = new List<LoraRecord>();
        while ((await QueryAsync($"SELECT COUNT(*) FROM {Table} WHERE {ChangedAt} < '2026-02-01 00:00:00'"))[0] != "0")
        {
            changes.Add(await Here.Store.AddSampleAsync());
            Assert.Equal(changes[^1].Id, (await listener.NextAsync()).Id);
            Assert.InRange(changes.Count, 0, 20);
        }

        Assert.Equal(changes.Count, int.Parse((await QueryAsync($"SELECT COUNT(*) FROM {Table}"))[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Nothing_is_logged_if_the_application_has_its_own_transport()
    {
        await using var machine = await Machine.StartAsync(builder =>
        {
            Choose(builder);
            builder.UseChangeTransport<SilentTransport>();
        });

        await machine.Store.AddSampleAsync();

        Assert.Equal("0", (await QueryAsync($"SELECT COUNT(*) FROM {Table}"))[0]);
        Assert.IsType<SilentTransport>(machine.Services.GetRequiredService<ILoraChangeTransport>());
    }

    protected abstract string Table { get; }

    protected abstract string ChangedAt { get; }

    protected abstract void Choose(LoraBuilder builder);

    private protected abstract Task<List<string>> QueryAsync(string sql);

    private protected Task ExecuteAsync(string sql) => QueryAsync(sql);

    private sealed class SilentTransport : ILoraChangeTransport
    {
        public Task PublishAsync(LoraWorkspaceId workspace, LoraChange change, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task ListenAsync(Action<LoraWorkspaceId, LoraChange> received, Action missed, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
