using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>Storage can finish a complete long after the client has disconnected or the session has expired.</summary>
public sealed class LateCompleteTests : IAsyncLifetime
{
    private Toolkit _toolkit = null!;
    private Sender _sender = null!;
    private LoraUploadStatus _begun = null!;

    public async Task InitializeAsync()
    {
        _toolkit = await Toolkit.StartAsync();
        _sender = new Sender(_toolkit);
        _begun = (await _sender.BeginAsync("once")).OrThrow();
        await _sender.PutMissingAsync(_begun);
    }

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Complete_that_storage_finishes_late_is_found_by_the_next_call()
    {
        await FailToCompleteAsync();
        await CompleteInStorageAsync();

        var record = (await _sender.CompleteAsync(_begun.Upload)).OrThrow();

        Assert.Equal(_begun.Upload.Id, record.Id);
        Assert.Equal(_sender.Content.Length, record.Size);
    }

    [Fact]
    public async Task Late_complete_is_found_when_the_upload_is_started_again()
    {
        await FailToCompleteAsync();
        await CompleteInStorageAsync();

        var again = (await _sender.BeginAsync("once")).OrThrow();

        Assert.Equal(_begun.Upload.Id, again.Upload.Id);
        Assert.NotEqual(LoraUploadState.Open, again.Upload.State);
        (await _sender.CompleteAsync(again.Upload)).OrThrow();
    }

    [Fact]
    public async Task Late_complete_is_found_by_the_sweeper_even_if_the_session_is_old()
    {
        await FailToCompleteAsync();
        await CompleteInStorageAsync();
        _toolkit.Time.Advance(TimeSpan.FromDays(10));

        Assert.Equal(new LoraSweepReport(0, 1, 0, 0), await _toolkit.Sweeper.SweepAsync());

        Assert.NotNull(await _toolkit.Manager.FindAsync(_toolkit.Ada, _begun.Upload.Id));
    }

    [Fact]
    public async Task Failed_complete_can_be_repeated_with_the_stored_parts()
    {
        await FailToCompleteAsync();

        (await _sender.CompleteAsync(_begun.Upload)).OrThrow();
    }

    [Fact]
    public async Task Failed_complete_can_be_aborted()
    {
        await FailToCompleteAsync();

        (await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, _begun.Upload.Id)).OrThrow();

        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Session_that_was_continued_after_the_sweeper_listed_it_is_kept()
    {
        _toolkit.Time.Advance(TimeSpan.FromDays(2));
        _toolkit.Fault.Meanwhile("ListExpiredUploadsAsync:after", async () => (await _sender.PutAsync(_begun.Upload, 1)).OrThrow());

        Assert.Equal(new LoraSweepReport(0, 0, 0, 0), await _toolkit.Sweeper.SweepAsync());

        (await _sender.CompleteAsync(_begun.Upload)).OrThrow();
    }

    private async Task FailToCompleteAsync()
    {
        _toolkit.Fault.Once("Files.CompleteAsync:before", static () => new LoraStorageException(LoraErrorCodes.StorageUnavailable, "No answer.", isTransient: true));
        await Assert.ThrowsAsync<LoraStorageException>(() => _sender.CompleteAsync(_begun.Upload));
    }

    private async Task CompleteInStorageAsync()
    {
        var upload = _begun.Upload;
        var stored = await _toolkit.Files.ListPartsAsync(upload.StorageKey, upload.MultipartId!);
        await _toolkit.Files.CompleteAsync(upload.StorageKey, upload.MultipartId!, upload.Parts, stored!);
    }
}
