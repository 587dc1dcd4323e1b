using Lora.Conformance.Faults;
using Lora.Storage;

namespace Lora.Core.Tests.Management;

public sealed class DeleteTests : IAsyncLifetime
{
    private readonly List<LoraChange> _changes = [];
    private Toolkit _toolkit = null!;

    public async Task InitializeAsync()
    {
        _toolkit = await Toolkit.StartAsync();
        Listen();
    }

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Delete_removes_object_and_row()
    {
        var record = await _toolkit.UploadAsync();
        Assert.Equal(record.Id, (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow().Id);
        await _toolkit.AssertNothingIsLeftAsync();
        Assert.Equal(LoraErrorCodes.LoraNotFound, (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Issues[0].Code);
    }

    [Fact]
    public async Task Delete_that_storage_refuses_keeps_the_lora_and_can_be_repeated()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("Files.DeleteAsync:before", () => new LoraStorageException(LoraErrorCodes.StorageRefused, "No.", isTransient: false));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id));

        Assert.Equal(LoraErrorCodes.DeleteFailed, exception.Code);
        Assert.True(exception.IsTransient);
        Assert.Contains("Try again", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id));
        Assert.True((await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Succeeded);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Lora_is_deleted_when_the_response_of_storage_was_lost()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("Files.DeleteAsync:after", () => new LoraStorageException("No answer."));
        Assert.True((await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Succeeded);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Missing_object_is_treated_as_deleted()
    {
        var record = await _toolkit.UploadAsync();
        await _toolkit.Files.DeleteAsync(record.StorageKey);
        Assert.True((await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Succeeded);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Lora_is_hidden_until_the_sweeper_can_remove_its_row()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("TryRemoveAsync:before", () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Down.", isTransient: true));

        Assert.True((await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Succeeded);

        Assert.Null(await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id));
        Assert.Null(await _toolkit.Manager.FindAsync(_toolkit.Ada, _toolkit.Manager.GetPath(record)));
        Assert.Equal(new LoraSweepReport(0, 0, 0, 0), await _toolkit.Sweeper.SweepAsync());
        _toolkit.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(new LoraSweepReport(0, 0, 1, 0), await _toolkit.Sweeper.SweepAsync());
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Another_workspace_cannot_delete()
    {
        var record = await _toolkit.UploadAsync();
        Assert.Equal(LoraErrorCodes.LoraNotFound, (await _toolkit.Manager.DeleteAsync(_toolkit.Bob, record.Id)).Issues[0].Code);
        Assert.NotNull(await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id));
    }

    [Fact]
    public async Task Several_deletes_at_once_delete_once()
    {
        var record = await _toolkit.UploadAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id))));
        Assert.Single(results, result => result.Succeeded);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Delete_is_published_once_after_the_row_was_removed()
    {
        var record = await _toolkit.UploadAsync();
        var removed = new LoraChange(LoraChangeKind.Removed, record.Id);
        var early = 0;
        _toolkit.Fault.Meanwhile("TryRemoveAsync:after", () =>
        {
            early = _changes.Count(change => change == removed);
            return Task.CompletedTask;
        });

        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();

        Assert.Equal(0, early);
        Assert.Single(_changes, removed);
    }

    [Fact]
    public async Task Delete_whose_row_remains_is_published_once()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("TryRemoveAsync:before", () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Down.", isTransient: true));

        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();
        Assert.Single(_changes, new LoraChange(LoraChangeKind.Removed, record.Id));

        _toolkit.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, (await _toolkit.Sweeper.SweepAsync()).DeletesFinished);
        Assert.Single(_changes, new LoraChange(LoraChangeKind.Removed, record.Id));
    }

    [Fact]
    public async Task Interrupted_delete_is_published_by_the_sweeper_that_finishes_it()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.CrashAt("Files.DeleteAsync:before");
        await Assert.ThrowsAsync<ProcessCrashedException>(() => _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id));
        await _toolkit.RestartAsync();
        _changes.Clear();
        Listen();
        _toolkit.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, (await _toolkit.Sweeper.SweepAsync()).DeletesFinished);

        Assert.Equal([new LoraChange(LoraChangeKind.Removed, record.Id)], _changes);
    }

    [Fact]
    public async Task Slow_delete_that_the_sweeper_finishes_is_published_once()
    {
        var record = await _toolkit.UploadAsync();
        LoraSweepReport? swept = null;
        _toolkit.Fault.Meanwhile("Files.DeleteAsync:after", async () =>
        {
            _toolkit.Time.Advance(TimeSpan.FromMinutes(2));
            swept = await _toolkit.Sweeper.SweepAsync();
        });

        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();

        Assert.Equal(1, swept?.DeletesFinished);
        Assert.Single(_changes, new LoraChange(LoraChangeKind.Removed, record.Id));
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Delete_that_storage_refuses_is_not_published()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("Files.DeleteAsync:before", () => new LoraStorageException(LoraErrorCodes.StorageRefused, "No.", isTransient: false));

        await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id));

        Assert.DoesNotContain(_changes, change => change.Kind == LoraChangeKind.Removed);
    }

    [Fact]
    public async Task Subscriber_that_throws_does_not_affect_uploads_renames_and_deletes()
    {
        using var faulty = _toolkit.Changes.Subscribe(_toolkit.Ada, _ => throw new InvalidOperationException("The component is gone."));

        var record = await _toolkit.UploadAsync();
        (await _toolkit.Manager.RenameAsync(_toolkit.Ada, record.Id, "other")).OrThrow();
        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();

        await _toolkit.AssertNothingIsLeftAsync();
    }

    private void Listen() => _toolkit.Changes.Subscribe(_toolkit.Ada, _changes.Add);
}
