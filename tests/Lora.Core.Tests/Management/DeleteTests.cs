using Lora.Errors;
using Lora.Management;

namespace Lora.Core.Tests.Management;

public sealed class DeleteTests : IAsyncLifetime
{
    private Toolkit _toolkit = null!;

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task A_delete_removes_object_and_row()
    {
        var record = await _toolkit.UploadAsync();
        Assert.Equal(record.Id, (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow().Id);
        await _toolkit.AssertNothingIsLeftAsync();
        Assert.Equal(LoraErrorCodes.LoraNotFound, (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Issues[0].Code);
    }

    [Fact]
    public async Task When_storage_refuses_the_lora_stays_and_the_delete_may_be_repeated()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("Files.DeleteAsync:before", () => new LoraStorageException(LoraErrorCodes.StorageRefused, "No.", isTransient: false));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id));

        Assert.Equal(LoraErrorCodes.DeleteFailed, exception.Code);
        Assert.True(exception.IsTransient);
        Assert.Contains("try again", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id));
        Assert.True((await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Succeeded);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task When_storage_deleted_but_the_answer_was_lost_the_lora_is_gone()
    {
        var record = await _toolkit.UploadAsync();
        _toolkit.Fault.Once("Files.DeleteAsync:after", () => new LoraStorageException("No answer."));
        Assert.True((await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Succeeded);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task An_object_that_is_gone_already_counts_as_deleted()
    {
        var record = await _toolkit.UploadAsync();
        await _toolkit.Files.DeleteAsync(record.StorageKey);
        Assert.True((await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).Succeeded);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task When_the_row_cannot_be_removed_the_lora_is_hidden_and_the_sweeper_finishes()
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
}
