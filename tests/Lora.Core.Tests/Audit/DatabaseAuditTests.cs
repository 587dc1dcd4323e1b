using System.Reflection;
using Lora.Audit;
using Lora.Core.Tests.Management;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Audit;

/// <summary>Audit events in the database: configuration, list and retention.</summary>
public sealed class DatabaseAuditTests : IAsyncLifetime
{
    private Toolkit _toolkit = default!;

    private ILoraAuditStore Store => (ILoraAuditStore)_toolkit.Store;

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync(services: static services => services.AddLoraCore().UseDatabaseAudit().UseDatabaseAudit());

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Recorded_event_is_listed_once_in_its_workspace()
    {
        await RecordAsync("first");
        _toolkit.Time.Advance(TimeSpan.FromMilliseconds(1));
        await RecordAsync("second");

        var page = (await _toolkit.Manager.ListAuditAsync(_toolkit.Ada, new LoraAuditQuery { Take = 1 })).OrThrow();
        Assert.Equal("second", Assert.Single(page.Items).LoraName);
        var next = (await _toolkit.Manager.ListAuditAsync(_toolkit.Ada, new LoraAuditQuery { Take = 1, After = page.Next })).OrThrow();
        Assert.Equal("first", Assert.Single(next.Items).LoraName);
        Assert.Null(next.Next);
        Assert.Empty((await _toolkit.Manager.ListAuditAsync(_toolkit.Bob, new LoraAuditQuery())).OrThrow().Items);
    }

    [Fact]
    public async Task Delete_that_the_sweeper_finishes_is_one_audit_event_of_the_user()
    {
        var caller = LoraCaller.User(_toolkit.Ada, "user-1", [LoraOperation.Delete]);
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Meanwhile("Files.DeleteAsync:after", async () =>
        {
            _toolkit.Time.Advance(TimeSpan.FromMinutes(2));
            Assert.Equal(1, (await _toolkit.Sweeper.SweepAsync()).DeletesFinished);
        });
        (await _toolkit.Manager.DeleteAsync(caller, record.Id)).OrThrow();
        var other = await _toolkit.UploadAsync("other.safetensors");
        _toolkit.Fault.Once("TryRemoveAsync:before", () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Away.", isTransient: true));
        (await _toolkit.Manager.DeleteAsync(caller, other.Id)).OrThrow();
        _toolkit.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, (await _toolkit.Sweeper.SweepAsync()).DeletesFinished);

        var events = (await Store.ListAsync(_toolkit.Ada, new LoraAuditQuery())).Items.Where(static item => item.Action == LoraAuditAction.Deleted).ToList();
        Assert.Equal(2, events.Count);
        Assert.All(events, static item => Assert.Equal("user-1", item.UserId));
    }

    [Fact]
    public async Task Operation_succeeds_when_the_audit_database_fails()
    {
        _toolkit.Fault.Once("AddAuditAsync:before", () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Away.", isTransient: true));

        await RecordAsync("lost");
        await RecordAsync("kept");

        Assert.Equal("kept", Assert.Single((await Store.ListAsync(_toolkit.Ada, new LoraAuditQuery())).Items).LoraName);
    }

    [Fact]
    public async Task Message_without_database_audit_says_what_to_call()
    {
        await using var toolkit = await Toolkit.StartAsync();

        var issue = Assert.Single((await toolkit.Manager.ListAuditAsync(toolkit.Ada, new LoraAuditQuery())).Issues);

        Assert.Equal(LoraErrorCodes.AuditUnsupported, issue.Code);
        Assert.Contains("UseDatabaseAudit()", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null, "take")]
    [InlineData(201, null, "take")]
    [InlineData(50, "x", "after")]
    public async Task Invalid_audit_query_is_an_issue(int take, string? after, string member)
    {
        var issue = Assert.Single((await _toolkit.Manager.ListAuditAsync(_toolkit.Ada, new LoraAuditQuery { Take = take, After = after })).Issues);

        Assert.Equal((LoraErrorCodes.QueryInvalid, member), (issue.Code, issue.Member));
    }

    [Fact]
    public async Task Sweeper_deletes_events_older_than_the_retention()
    {
        await RecordAsync("old");
        _toolkit.Time.Advance(TimeSpan.FromDays(365));
        await RecordAsync("new");
        Assert.Equal(0, (await _toolkit.Sweeper.SweepAsync()).AuditEventsDeleted);
        _toolkit.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, (await _toolkit.Sweeper.SweepAsync()).AuditEventsDeleted);

        Assert.Equal("new", Assert.Single((await Store.ListAsync(_toolkit.Ada, new LoraAuditQuery())).Items).LoraName);
    }

    [Fact]
    public async Task Sweeper_deletes_more_events_than_one_batch()
    {
        for (var index = 0; index < 1001; index++)
        {
            await RecordAsync("old");
        }

        _toolkit.Time.Advance(TimeSpan.FromDays(366));

        Assert.Equal(1001, (await _toolkit.Sweeper.SweepAsync()).AuditEventsDeleted);
        Assert.Empty((await Store.ListAsync(_toolkit.Ada, new LoraAuditQuery())).Items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000_000)]
    public async Task Events_are_kept_for_the_configured_retention(int days)
    {
        await _toolkit.RestartAsync(options => options.AuditRetention = TimeSpan.FromDays(days));
        await RecordAsync("old");
        _toolkit.Time.Advance(TimeSpan.FromDays(4000));

        Assert.Equal(new LoraSweepReport(0, 0, 0, 0), await _toolkit.Sweeper.SweepAsync());

        Assert.Single((await Store.ListAsync(_toolkit.Ada, new LoraAuditQuery())).Items);
    }

    [Fact]
    public async Task Database_failure_does_not_stop_the_sweep()
    {
        await RecordAsync("old");
        _toolkit.Time.Advance(TimeSpan.FromDays(366));
        _toolkit.Fault.Once("DeleteAuditAsync:before", () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Away.", isTransient: true));

        Assert.Equal(new LoraSweepReport(0, 0, 0, 1), await _toolkit.Sweeper.SweepAsync());
        Assert.Equal(1, (await _toolkit.Sweeper.SweepAsync()).AuditEventsDeleted);
    }

    [Fact]
    public void Store_without_audit_support_prevents_the_start_with_a_message()
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseStore(static _ => DispatchProxy.Create<IPlainStores, PlainStore>()).UseDatabaseAudit();
        using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<InvalidOperationException>(() => provider.GetServices<ILoraInitializer>().ToList());

        Assert.Contains("UseDatabaseAudit()", exception.Message, StringComparison.Ordinal);
    }

    private ValueTask RecordAsync(string name) => _toolkit.Services.GetRequiredService<AuditTrail>()
        .RecordAsync(_toolkit.Ada, "user-1", LoraAuditAction.Renamed, null, name, LoraAuditOutcome.Succeeded, null);
}
