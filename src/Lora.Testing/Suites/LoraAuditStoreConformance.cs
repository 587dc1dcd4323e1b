using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>
/// What every store must do that implements <see cref="ILoraAuditStore"/> besides <see cref="ILoraStore"/>. Derive a test class from it, with a fixture that provides the
/// store: <c>IClassFixture&lt;MyFixture&gt;</c>.
/// </summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract class LoraAuditStoreConformance(ILoraStoreFixture fixture)
{
    private static DateTimeOffset Start => StoreSamples.Start;

    private ILoraStore Store => fixture.Store;

    private ILoraAuditStore AuditStore => (ILoraAuditStore)fixture.Store;

    private LoraWorkspaceId Workspace { get; } = StoreSamples.NewWorkspace();

    [Fact]
    public async Task Audit_events_are_returned_unchanged_newest_first()
    {
        var full = Event(2) with
        {
            UserId = "사용자 " + new string('u', 200),
            Action = LoraAuditAction.StorageCompared,
            LoraId = StoreSamples.NewId(),
            LoraName = "한국 수채화",
            Outcome = LoraAuditOutcome.Denied,
            Code = "operation.denied",
        };
        var bare = Event(1);
        await AddAuditAsync(full, bare);

        var page = await AuditStore.ListAsync(Workspace, new LoraAuditQuery());

        Assert.Equal([full, bare], page.Items);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Audit_event_that_is_added_again_is_stored_once()
    {
        var audited = Event(1);
        await AddAuditAsync(audited, audited);
        await StoreSamples.TogetherAsync(8, _ => AuditStore.AddAsync(audited));

        Assert.Equal([audited], (await AuditStore.ListAsync(Workspace, new LoraAuditQuery())).Items);
    }

    [Fact]
    public async Task Pages_of_audit_events_are_complete_while_events_are_added()
    {
        // Three events per millisecond.
        var events = Enumerable.Range(0, 21).Select(index => Event(index / 3)).ToList();
        await AddAuditAsync([.. events]);
        var read = new List<LoraAuditEvent>();
        LoraPage<LoraAuditEvent> page;
        string? after = null;
        do
        {
            page = await AuditStore.ListAsync(Workspace, new LoraAuditQuery { Take = 4, After = after });
            read.AddRange(page.Items);
            after = page.Next;
            await AddAuditAsync(Event(100));
        }
        while (after is not null);

        Assert.Equal(events.OrderByDescending(item => item.Time).ThenByDescending(item => item.Id.ToString(), StringComparer.Ordinal), read);
    }

    [Fact]
    public async Task Audit_events_are_filtered_by_workspace_LoRA_and_user()
    {
        var (lora, otherLora) = (StoreSamples.NewId(), StoreSamples.NewId());
        var first = Event(1) with { LoraId = lora, UserId = "ada" };
        var second = Event(2) with { LoraId = lora, UserId = "Ada" };
        var third = Event(3) with { LoraId = otherLora, UserId = "ada" };
        var fourth = Event(4);
        var foreign = Event(5) with { Workspace = new LoraWorkspaceId(Workspace.Value + " other"), LoraId = lora, UserId = "ada" };
        await AddAuditAsync(first, second, third, fourth, foreign);

        Assert.Equal([fourth, third, second, first], await FindAuditAsync(new LoraAuditQuery()));
        Assert.Equal([second, first], await FindAuditAsync(new LoraAuditQuery { LoraId = lora }));
        Assert.Equal([third, first], await FindAuditAsync(new LoraAuditQuery { UserId = "ada" }));
        Assert.Equal([first], await FindAuditAsync(new LoraAuditQuery { UserId = "ada", LoraId = lora }));
        Assert.Empty(await FindAuditAsync(new LoraAuditQuery { UserId = "nul\0" }));

        var page = await AuditStore.ListAsync(Workspace, new LoraAuditQuery { LoraId = lora, Take = 1 });
        Assert.Equal([second], page.Items);
        Assert.Equal([first], await FindAuditAsync(new LoraAuditQuery { LoraId = lora, Take = 1, After = page.Next }));
    }

    [Fact]
    public async Task Audit_events_remain_when_their_LoRA_is_deleted()
    {
        var record = await AddAsync();
        var audited = Event(1) with { LoraId = record.Id };
        await AddAuditAsync(audited);

        Assert.True(await Store.TryRemoveAsync(Workspace, record.Id, record.Stamp));

        Assert.Equal([audited], await FindAuditAsync(new LoraAuditQuery { LoraId = record.Id }));
    }

    [Fact]
    public async Task Invalid_audit_cursor_is_rejected()
    {
        await AddAsync();
        await AddAsync();
        await AddAuditAsync(Event(1), Event(2));
        var cursor = (await AuditStore.ListAsync(Workspace, new LoraAuditQuery { Take = 1 })).Next!;
        var foreign = (await Store.QueryAsync(Workspace, new LoraQuery { Take = 1 })).Next!;

        var changed = cursor[..10] + (cursor[10] == 'A' ? 'B' : 'A') + cursor[11..];
        foreach (var wrong in new[] { "", "x", "%", cursor[..^1], cursor + "A", changed, foreign })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => AuditStore.ListAsync(Workspace, new LoraAuditQuery { After = wrong }));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(Workspace, new LoraQuery { After = cursor }));
        foreach (var take in new[] { 0, -1, LoraAuditQuery.MaxTake + 1 })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AuditStore.ListAsync(Workspace, new LoraAuditQuery { Take = take }));
        }
    }

    [Fact]
    public async Task Old_audit_events_are_deleted_oldest_first_up_to_the_batch_size()
    {
        var era = StoreSamples.NewEra();
        var events = Enumerable.Range(0, 5).Select(index => Event(index) with { Time = era.AddSeconds(index) }).ToList();
        var foreign = Event(0) with { Time = era.AddMilliseconds(-1), Workspace = new LoraWorkspaceId(Workspace.Value + " other") };
        await AddAuditAsync([.. events, foreign]);
        var time = era.AddSeconds(3);

        Assert.Equal(2, await AuditStore.DeleteBeforeAsync(time, 2));
        Assert.Equal([events[4], events[3], events[2], events[1]], await FindAuditAsync(new LoraAuditQuery()));
        Assert.Equal(2, await AuditStore.DeleteBeforeAsync(time, 10));
        Assert.Equal([events[4], events[3]], await FindAuditAsync(new LoraAuditQuery()));
        Assert.Equal(0, await AuditStore.DeleteBeforeAsync(time, 10));
        Assert.Empty((await AuditStore.ListAsync(foreign.Workspace, new LoraAuditQuery())).Items);
    }

    [Fact]
    public async Task Move_transfers_audit_events_to_another_workspace()
    {
        var to = new LoraWorkspaceId(Workspace.Value + " moved");
        var audited = Event(1) with { UserId = "ada" };
        await AddAuditAsync(audited);

        await Store.MoveWorkspaceAsync(Workspace, to);

        Assert.Empty(await FindAuditAsync(new LoraAuditQuery()));
        Assert.Equal([audited with { Workspace = to }], (await AuditStore.ListAsync(to, new LoraAuditQuery())).Items);
    }

    private LoraAuditEvent Event(int milliseconds) => new()
    {
        Id = Guid.CreateVersion7(Start.AddMilliseconds(milliseconds)),
        Time = Start.AddMilliseconds(milliseconds),
        Workspace = Workspace,
        Action = LoraAuditAction.Uploaded,
        Outcome = LoraAuditOutcome.Succeeded,
    };

    private async Task<LoraRecord> AddAsync()
    {
        var upload = StoreSamples.NewUpload(Workspace);
        var record = StoreSamples.Finished(upload);
        Assert.True(await Store.TryAddUploadAsync(upload));
        Assert.True(await Store.TryPromoteAsync(record, upload.Stamp));
        return record;
    }

    private async Task AddAuditAsync(params LoraAuditEvent[] events)
    {
        foreach (var audited in events)
        {
            await AuditStore.AddAsync(audited);
        }
    }

    private async Task<IReadOnlyList<LoraAuditEvent>> FindAuditAsync(LoraAuditQuery query) => (await AuditStore.ListAsync(Workspace, query)).Items;
}
