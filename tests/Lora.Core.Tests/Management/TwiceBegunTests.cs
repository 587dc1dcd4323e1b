using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>Storage that did not hear, or was not heard, may have begun an upload twice. Nothing of the other one stays.</summary>
public sealed class TwiceBegunTests : IAsyncLifetime
{
    private Toolkit _toolkit = null!;
    private Sender _sender = null!;

    public async Task InitializeAsync()
    {
        _toolkit = await Toolkit.StartAsync();
        _sender = new Sender(_toolkit);
    }

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task What_storage_began_beside_an_upload_goes_when_that_is_done()
    {
        var upload = await BeginTwiceAsync();

        (await _sender.CompleteAsync(upload)).OrThrow();

        Assert.Empty(await _toolkit.Files.ListUploadsAsync(upload.StorageKey));
        Assert.Single(_toolkit.FilesOnDisk());
    }

    [Fact]
    public async Task Where_storage_cannot_be_asked_for_a_moment_the_client_completes_again()
    {
        var upload = await BeginTwiceAsync();
        _toolkit.Fault.Once("Files.ListUploadsAsync:before", static () => new LoraStorageException("Down."));

        await Assert.ThrowsAsync<LoraStorageException>(() => _sender.CompleteAsync(upload));

        (await _sender.CompleteAsync(upload)).OrThrow();
        Assert.Empty(await _toolkit.Files.ListUploadsAsync(upload.StorageKey));
    }

    [Fact]
    public async Task Where_storage_may_not_be_asked_the_upload_is_done_all_the_same()
    {
        var upload = await BeginTwiceAsync();
        _toolkit.Fault.Once("Files.ListUploadsAsync:before", static () => new LoraStorageException(LoraErrorCodes.StorageRefused, "Denied.", isTransient: false));

        (await _sender.CompleteAsync(upload)).OrThrow();
    }

    [Fact]
    public async Task A_session_that_is_cancelled_while_storage_begins_it_leaves_nothing()
    {
        _toolkit.Fault.CrashAt("Files.BeginAsync:before");
        await Assert.ThrowsAnyAsync<Exception>(() => _sender.BeginAsync("key"));
        await _toolkit.RestartAsync();
        var upload = (await _sender.BeginAsync("key")).OrThrow().Upload;
        _toolkit.Fault.Meanwhile("Files.BeginAsync:after", async () => (await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, upload.Id)).OrThrow());

        var fault = await Assert.ThrowsAsync<LoraException>(() => _sender.PutAsync(upload, 1));

        Assert.Equal(LoraErrorCodes.UploadClosed, fault.Code);
        Assert.Empty(await _toolkit.Files.ListUploadsAsync(upload.StorageKey));
        await _toolkit.AssertNothingIsLeftAsync();
    }

    private async Task<LoraUpload> BeginTwiceAsync()
    {
        var begun = (await _sender.BeginAsync("key")).OrThrow();
        await _toolkit.Files.BeginAsync(begun.Upload.StorageKey, begun.Upload.Parts);
        await _sender.PutMissingAsync(begun);
        return begun.Upload;
    }
}
