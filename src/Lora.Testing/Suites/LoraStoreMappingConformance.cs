using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>
/// What every <see cref="ILoraStore"/> must save and return: records, upload sessions, thumbnails and facts. The part of <see cref="LoraStoreConformance"/> that depends on the
/// mapping to tables, for another mapping of a store that passes the whole suite.
/// </summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract partial class LoraStoreMappingConformance(ILoraStoreFixture fixture)
{
    private protected static DateTimeOffset Start => StoreSamples.Start;

    private protected ILoraStore Store => fixture.Store;

    private protected LoraWorkspaceId Workspace { get; } = StoreSamples.NewWorkspace();

    private protected static DateTimeOffset NewEra() => StoreSamples.NewEra();

    private protected static LoraId NewId() => StoreSamples.NewId();

    private protected static LoraRecord Finished(LoraUpload upload, string name = "style") => StoreSamples.Finished(upload, name);

    private protected static Task<T[]> TogetherAsync<T>(int count, Func<int, Task<T>> call) => StoreSamples.TogetherAsync(count, call);

    private protected static Task TogetherAsync(int count, Func<int, Task> call) => StoreSamples.TogetherAsync(count, call);

    private protected LoraUpload NewUpload(string fileName = "style.safetensors", LoraId? id = null) => StoreSamples.NewUpload(Workspace, fileName, id);

    /// <summary>Adds a record as the toolkit does: by promoting an upload.</summary>
    private protected async Task<LoraRecord> AddAsync(Func<LoraRecord, LoraRecord>? change = null)
    {
        var upload = NewUpload();
        var record = change is null ? Finished(upload) : change(Finished(upload));
        Assert.True(await Store.TryAddUploadAsync(upload with { Workspace = record.Workspace }));
        Assert.True(await Store.TryPromoteAsync(record, upload.Stamp));
        return record;
    }

    private protected Task<LoraRecord> AddNamedAsync(string name, string? fileName = null) =>
        AddAsync(record => record with { Name = name, FileName = fileName ?? "style.safetensors" });

    private protected async Task<LoraUpload> AddUploadAsync(Func<LoraUpload, LoraUpload>? change = null)
    {
        var upload = change is null ? NewUpload() : change(NewUpload());
        Assert.True(await Store.TryAddUploadAsync(upload));
        return upload;
    }

    private protected Task<LoraRecord> LoseAsync(LoraRecord record) => ChangeAsync(record with { State = LoraState.Missing, StateChangedAt = Start.AddDays(1) });

    private protected async Task<LoraRecord> ChangeAsync(LoraRecord record)
    {
        var changed = record with { Stamp = Guid.NewGuid() };
        Assert.True(await Store.TryUpdateAsync(changed, record.Stamp));
        return changed;
    }

    private protected async Task<LoraRecord> HideAsync(LoraRecord record, DateTimeOffset changedAt)
    {
        var hidden = record with { State = LoraState.Deleting, StateChangedAt = changedAt, Stamp = Guid.NewGuid() };
        Assert.True(await Store.TryUpdateAsync(hidden, record.Stamp));
        return hidden;
    }
}
