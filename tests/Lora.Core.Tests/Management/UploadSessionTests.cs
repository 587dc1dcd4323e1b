using System.Security.Cryptography;
using Lora.Storage;

namespace Lora.Core.Tests.Management;

public sealed class UploadSessionTests : IAsyncLifetime
{
    private const int Size = (2 * Toolkit.PartSize) + 1000;

    private static readonly byte[] Content = Toolkit.Bytes(Size);

    private Toolkit _toolkit = null!;

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Parts_can_arrive_in_any_order_and_twice()
    {
        var upload = await BeginAsync();
        foreach (var number in new[] { 3, 1, 3, 2 })
        {
            Assert.Equal(upload.Parts.SizeOf(number), (await PutAsync(upload, number)).OrThrow().Size);
        }

        var status = (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        Assert.Equal([1, 2, 3], status.Stored);
        Assert.Equal(Size, status.StoredSize);

        var record = (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        Assert.Equal(upload.Id, record.Id);
        Assert.Equal(upload.StorageKey, record.StorageKey);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(Content)), await _toolkit.HashAsync(record));

        var again = (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        Assert.Equal(record.Id, again.Id);
    }

    [Fact]
    public async Task Leftover_of_a_completed_upload_is_removed_when_the_completion_is_resumed()
    {
        var upload = await BeginAsync();
        foreach (var number in new[] { 1, 2, 3 })
        {
            (await PutAsync(upload, number)).OrThrow();
        }

        // A crash after the object was created, before its multipart upload was removed and the record was saved.
        var left = Path.GetDirectoryName(_toolkit.FilesOnDisk().Single(static file => Path.GetFileName(file) == "data"))!;
        var stored = await _toolkit.Files.ListPartsAsync(upload.StorageKey, upload.MultipartId!);
        await _toolkit.Files.CompleteAsync(upload.StorageKey, upload.MultipartId!, upload.Parts, stored!);
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "key"), upload.StorageKey);
        Assert.True(await _toolkit.Store.TryUpdateUploadAsync(upload with { State = LoraUploadState.Completing, ExpiresAt = _toolkit.Time.GetUtcNow(), Stamp = Guid.NewGuid() }, upload.Stamp));

        (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();

        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public async Task Session_survives_a_restart()
    {
        var upload = await BeginAsync();
        await PutAsync(upload, 2);

        await _toolkit.RestartAsync(options => options.PartSize = 7 * 1024 * 1024);

        var status = (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        Assert.Equal([2], status.Stored);
        Assert.Equal(Toolkit.PartSize, status.Upload.PartSize);
        await PutAsync(upload, 1);
        await PutAsync(upload, 3);
        Assert.Equal(Size, (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).OrThrow().Size);
    }

    [Fact]
    public async Task Incomplete_upload_lists_the_missing_parts_and_can_be_continued()
    {
        var upload = await BeginAsync();
        await PutAsync(upload, 2);

        var issue = Assert.Single((await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).Issues);

        Assert.Equal(LoraErrorCodes.UploadIncomplete, issue.Code);
        Assert.Contains("1, 3", issue.Message, StringComparison.Ordinal);
        Assert.True((await PutAsync(upload, 1)).Succeeded);
    }

    [Fact]
    public async Task Invalid_part_is_refused_and_not_stored()
    {
        var upload = await BeginAsync();
        Assert.Equal(LoraErrorCodes.PartNumber, await CodeAsync(4, 10, null));
        Assert.Equal(LoraErrorCodes.PartNumber, await CodeAsync(0, 10, null));
        Assert.Equal(LoraErrorCodes.PartSize, await CodeAsync(3, 999, 999));
        Assert.Equal(LoraErrorCodes.PartSize, await CodeAsync(3, 999, null));
        Assert.Equal(LoraErrorCodes.PartSize, await CodeAsync(3, 1001, null));
        Assert.Empty((await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow().Stored);

        async Task<string> CodeAsync(int number, int bytes, long? declared) => Assert.Single(
            (await _toolkit.Manager.PutPartAsync(_toolkit.Ada, upload.Id, number, new MemoryStream(new byte[bytes]), declared)).Issues).Code;
    }

    [Fact]
    public async Task Another_workspace_sees_no_session()
    {
        var upload = await BeginAsync();
        Assert.Equal(LoraErrorCodes.UploadNotFound, (await _toolkit.Manager.GetUploadAsync(_toolkit.Bob, upload.Id)).Issues[0].Code);
        Assert.Equal(LoraErrorCodes.UploadNotFound, (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Bob, upload.Id)).Issues[0].Code);
        Assert.Equal(LoraErrorCodes.UploadNotFound, (await _toolkit.Manager.AbortUploadAsync(_toolkit.Bob, upload.Id)).Issues[0].Code);
        Assert.Equal(
            LoraErrorCodes.UploadNotFound, (await _toolkit.Manager.PutPartAsync(_toolkit.Bob, upload.Id, 1, new MemoryStream(new byte[10]))).Issues[0].Code);
        Assert.True((await PutAsync(upload, 1)).Succeeded);
    }

    [Fact]
    public async Task Aborted_session_leaves_nothing_and_accepts_no_parts()
    {
        var upload = await BeginAsync();
        await PutAsync(upload, 1);

        Assert.True((await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, upload.Id)).Succeeded);

        await _toolkit.AssertNothingIsLeftAsync();
        Assert.Equal(LoraErrorCodes.UploadNotFound, (await PutAsync(upload, 2)).Issues[0].Code);
        Assert.Equal(LoraErrorCodes.UploadNotFound, (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).Issues[0].Code);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Several_completes_at_once_make_one_lora()
    {
        var upload = await BeginWholeAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id))));
        Assert.All(results, result => Assert.Equal(upload.Id, result.OrThrow().Id));
        Assert.Single((await _toolkit.EverythingAsync()).Ready);
    }

    [Theory]
    [InlineData("FindUploadAsync:after")]
    [InlineData("FindAsync:before")]
    [InlineData("FindAsync:after")]
    public async Task Complete_that_waits_for_another_one_returns_its_lora(string moment)
    {
        var upload = await BeginWholeAsync();
        var begun = (await _toolkit.Store.FindUploadAsync(_toolkit.Ada, upload.Id))!;
        var claimed = begun with { State = LoraUploadState.Completing, ExpiresAt = _toolkit.Time.GetUtcNow().AddMinutes(1), Stamp = Guid.NewGuid() };
        Assert.True(await _toolkit.Store.TryUpdateUploadAsync(claimed, begun.Stamp));
        var record = new LoraRecord
        {
            Id = upload.Id,
            Workspace = upload.Workspace,
            Name = "neon",
            FileName = upload.FileName,
            StorageKey = upload.StorageKey,
            Size = upload.Size,
            UploadedAt = claimed.CreatedAt,
            StateChangedAt = claimed.CreatedAt,
            Stamp = Guid.NewGuid(),
        };
        _toolkit.Fault.Meanwhile(moment, async () => Assert.True(await _toolkit.Store.TryPromoteAsync(record, claimed.Stamp)));

        Assert.Equal(record, (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).OrThrow());
    }

    [Fact]
    public async Task Concurrent_abort_and_complete_have_one_winner()
    {
        for (var round = 0; round < 25; round++)
        {
            var upload = await BeginWholeAsync();
            var complete = Task.Run(() => _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id));
            var abort = Task.Run(() => _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, upload.Id));
            await Task.WhenAll(complete, abort);

            var there = await _toolkit.Manager.FindAsync(_toolkit.Ada, upload.Id);
            Assert.Equal((await complete).Succeeded, there is not null);
            Assert.NotEqual((await complete).Succeeded, (await abort).Succeeded);
            Assert.Equal(there is not null, await _toolkit.Files.FindAsync(upload.StorageKey) is not null);
            Assert.Null(await _toolkit.Store.FindUploadAsync(_toolkit.Ada, upload.Id));
        }
    }

    [Fact]
    public async Task Complete_succeeds_when_the_response_of_storage_was_lost()
    {
        var upload = await BeginWholeAsync();
        _toolkit.Fault.Once("Files.CompleteAsync:after", () => new LoraStorageException("No answer."));
        Assert.True((await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).Succeeded);
    }

    [Fact]
    public async Task Complete_can_be_repeated_after_a_storage_failure()
    {
        var upload = await BeginWholeAsync();
        _toolkit.Fault.Once("Files.CompleteAsync:before", () => new LoraStorageException("Down."));

        await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id));

        Assert.Equal(3, (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow().Stored.Count);
        Assert.True((await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).Succeeded);
    }

    [Fact]
    public async Task Session_expires_only_without_parts_for_its_lifetime()
    {
        var upload = await BeginAsync();
        for (var number = 1; number <= 3; number++)
        {
            _toolkit.Time.Advance(TimeSpan.FromHours(23));
            await PutAsync(upload, number);
            await _toolkit.Sweeper.SweepAsync();
        }

        Assert.Equal(3, (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow().Stored.Count);
        _toolkit.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, (await _toolkit.Sweeper.SweepAsync()).UploadsRemoved);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Completed_session_returns_its_lora_until_the_lora_is_deleted()
    {
        var upload = await BeginWholeAsync();
        var record = (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();

        var status = (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();

        Assert.Equal((LoraUploadState.Completed, record.Id, Size), (status.Upload.State, status.Record!.Id, status.StoredSize));
        Assert.Equal([1, 2, 3], status.Stored);
        await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id);
        Assert.Equal(LoraErrorCodes.UploadNotFound, (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).Issues[0].Code);
    }

    [Fact]
    public async Task List_returns_the_users_own_unfinished_uploads_newest_first()
    {
        var sender = new Sender(_toolkit);
        var first = (await sender.BeginAsync(owner: "ada")).OrThrow().Upload;
        (await sender.PutAsync(first, 2)).OrThrow();
        _toolkit.Time.Advance(TimeSpan.FromMinutes(1));
        var second = (await sender.BeginAsync(owner: "ada")).OrThrow().Upload;
        await sender.BeginAsync(owner: "grace");
        await sender.BeginAsync();
        await sender.BeginAsync(owner: "ada", workspace: _toolkit.Bob);

        var list = await _toolkit.Manager.ListUploadsAsync(_toolkit.Ada, "ada");

        Assert.Equal([second.Id, first.Id], list.Select(status => status.Upload.Id));
        await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, second.Id);
        await sender.PutMissingAsync((await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, first.Id)).OrThrow());
        (await sender.CompleteAsync(first)).OrThrow();
        Assert.Empty(await _toolkit.Manager.ListUploadsAsync(_toolkit.Ada, "ada"));
        Assert.Single(await _toolkit.Manager.ListUploadsAsync(_toolkit.Ada, null));
    }

    [Fact]
    public async Task Unfinished_uploads_are_listed_without_asking_storage()
    {
        var sender = new Sender(_toolkit);
        var upload = (await sender.BeginAsync()).OrThrow().Upload;
        (await sender.PutAsync(upload, 2)).OrThrow();
        var before = _toolkit.Fault.Steps;

        var listed = Assert.Single(await _toolkit.Manager.ListUploadsAsync(_toolkit.Ada, null));

        // Before and after the only database call; every storage call would add two.
        Assert.Equal(2, _toolkit.Fault.Steps - before);
        Assert.Empty(listed.Stored);
        Assert.Equal(0, listed.StoredSize);
        Assert.Equal([2], (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow().Stored);
    }

    private async Task<LoraUpload> BeginAsync() =>
        (await _toolkit.Manager.BeginUploadAsync(_toolkit.Ada, "neon.safetensors", Size)).OrThrow().Upload;

    private async Task<LoraUpload> BeginWholeAsync()
    {
        var upload = await BeginAsync();
        for (var number = 1; number <= upload.Parts.Count; number++)
        {
            Assert.True((await PutAsync(upload, number)).Succeeded);
        }

        return upload;
    }

    private Task<LoraResult<LoraFilePart>> PutAsync(LoraUpload upload, int number) => _toolkit.Manager.PutPartAsync(
        _toolkit.Ada, upload.Id, number, new MemoryStream(Content, (int)upload.Parts.OffsetOf(number), (int)upload.Parts.SizeOf(number)));
}
