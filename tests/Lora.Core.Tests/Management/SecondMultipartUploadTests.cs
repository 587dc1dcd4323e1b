using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>A lost request or response can start a second multipart upload in storage. Nothing remains of it.</summary>
public sealed class SecondMultipartUploadTests : IAsyncLifetime
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
    public async Task Second_multipart_upload_is_aborted_when_the_session_completes()
    {
        var upload = await BeginTwiceAsync();

        (await _sender.CompleteAsync(upload)).OrThrow();

        Assert.Empty(await _toolkit.Files.ListUploadsAsync(upload.StorageKey));
        Assert.Single(_toolkit.FilesOnDisk());
    }

    [Fact]
    public async Task Complete_can_be_repeated_when_storage_is_unavailable()
    {
        var upload = await BeginTwiceAsync();
        _toolkit.Fault.Once("Files.ListUploadsAsync:before", static () => new LoraStorageException("Down."));

        await Assert.ThrowsAsync<LoraStorageException>(() => _sender.CompleteAsync(upload));

        (await _sender.CompleteAsync(upload)).OrThrow();
        Assert.Empty(await _toolkit.Files.ListUploadsAsync(upload.StorageKey));
    }

    [Fact]
    public async Task Upload_completes_without_permission_to_list_uploads()
    {
        var upload = await BeginTwiceAsync();
        _toolkit.Fault.Once("Files.ListUploadsAsync:before", static () => new LoraStorageException(LoraErrorCodes.StorageRefused, "Denied.", isTransient: false));

        (await _sender.CompleteAsync(upload)).OrThrow();
    }

    [Fact]
    public async Task Session_that_is_aborted_while_storage_starts_it_leaves_nothing()
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
