using System.Globalization;
using Lora.Storage;

namespace Lora.Conformance.Stores;

/// <summary>
/// What every <see cref="ILoraStore"/> must do. Derive from it with a fixture of the store. Every test uses
/// its own workspace, so all tests can share one database.
/// </summary>
public abstract partial class LoraStoreConformance(ILoraStoreFixture fixture)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 15, 9, 26, 535, TimeSpan.Zero);
    private static long _eras;

    /// <summary>The store to test.</summary>
    protected ILoraStore Store { get; } = fixture.Store;

    /// <summary>The same store for the audit trail.</summary>
    protected ILoraAuditStore AuditStore { get; } = fixture.AuditStore;

    /// <summary>The workspace of this test.</summary>
    protected LoraWorkspaceId Workspace { get; } = new(string.Create(CultureInfo.InvariantCulture, $"workspace {Guid.NewGuid():N}"));

    /// <summary>A time before all rows of other tests, because the sweeper's lists include all workspaces.</summary>
    private static DateTimeOffset NewEra() => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-Interlocked.Increment(ref _eras));

    private static LoraId NewId() => LoraId.New(TimeProvider.System);

    private LoraUpload NewUpload(string fileName = "style.safetensors", LoraId? id = null)
    {
        var ownId = id ?? NewId();
        return new LoraUpload
        {
            Id = ownId,
            Workspace = Workspace,
            FileName = fileName,
            StorageKey = $"loras/{Guid.NewGuid():N}/{ownId}/style.safetensors",
            Size = 5L * 1024 * 1024 * 1024,
            PartSize = LoraPartPlan.DefaultPartSize,
            CreatedAt = Start,
            ExpiresAt = Start.AddHours(24),
            Stamp = Guid.NewGuid(),
        };
    }

    private static LoraRecord Finished(LoraUpload upload, string name = "style") => new()
    {
        Id = upload.Id,
        Workspace = upload.Workspace,
        Name = name,
        FileName = upload.FileName,
        StorageKey = upload.StorageKey,
        Size = upload.Size,
        UploadedAt = Start,
        StateChangedAt = Start,
        Stamp = Guid.NewGuid(),
    };

    /// <summary>Adds a record as the toolkit does: by promoting an upload.</summary>
    private async Task<LoraRecord> AddAsync(Func<LoraRecord, LoraRecord>? change = null)
    {
        var upload = NewUpload();
        var record = change is null ? Finished(upload) : change(Finished(upload));
        Assert.True(await Store.TryAddUploadAsync(upload with { Workspace = record.Workspace }));
        Assert.True(await Store.TryPromoteAsync(record, upload.Stamp));
        return record;
    }

    private Task<LoraRecord> AddNamedAsync(string name, string? fileName = null) =>
        AddAsync(record => record with { Name = name, FileName = fileName ?? "style.safetensors" });

    private async Task<LoraUpload> AddUploadAsync(Func<LoraUpload, LoraUpload>? change = null)
    {
        var upload = change is null ? NewUpload() : change(NewUpload());
        Assert.True(await Store.TryAddUploadAsync(upload));
        return upload;
    }

    private Task<LoraRecord> LoseAsync(LoraRecord record) => ChangeAsync(record with { State = LoraState.Missing, StateChangedAt = Start.AddDays(1) });

    private async Task<LoraRecord> ChangeAsync(LoraRecord record)
    {
        var changed = record with { Stamp = Guid.NewGuid() };
        Assert.True(await Store.TryUpdateAsync(changed, record.Stamp));
        return changed;
    }

    private async Task<LoraRecord> HideAsync(LoraRecord record, DateTimeOffset changedAt)
    {
        var hidden = record with { State = LoraState.Deleting, StateChangedAt = changedAt, Stamp = Guid.NewGuid() };
        Assert.True(await Store.TryUpdateAsync(hidden, record.Stamp));
        return hidden;
    }

    /// <summary>Starts several calls at the same moment.</summary>
    private static async Task<T[]> TogetherAsync<T>(int count, Func<int, Task<T>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, count).Select(index => Task.Run(async () =>
        {
            await start.Task;
            return await call(index);
        })).ToList();
        start.SetResult();
        return await Task.WhenAll(calls);
    }

    private static async Task TogetherAsync(int count, Func<int, Task> call) => await TogetherAsync(count, async index =>
    {
        await call(index);
        return true;
    });
}
