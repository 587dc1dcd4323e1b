using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>
/// What every <see cref="ILoraStore"/> must do. Derive a test class from it, with a fixture that provides the store: <c>IClassFixture&lt;MyFixture&gt;</c>. Every test uses
/// its own workspace, so all tests can share one database.
/// </summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract partial class LoraStoreConformance(ILoraStoreFixture fixture)
{
    private static DateTimeOffset Start => StoreSamples.Start;

    private ILoraStore Store => fixture.Store;

    private LoraWorkspaceId Workspace { get; } = StoreSamples.NewWorkspace();

    private static DateTimeOffset NewEra() => StoreSamples.NewEra();

    private static LoraId NewId() => StoreSamples.NewId();

    private static LoraRecord Finished(LoraUpload upload, string name = "style") => StoreSamples.Finished(upload, name);

    private static Task<T[]> TogetherAsync<T>(int count, Func<int, Task<T>> call) => StoreSamples.TogetherAsync(count, call);

    private static Task TogetherAsync(int count, Func<int, Task> call) => StoreSamples.TogetherAsync(count, call);

    private LoraUpload NewUpload(string fileName = "style.safetensors", LoraId? id = null) => StoreSamples.NewUpload(Workspace, fileName, id);

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
}
