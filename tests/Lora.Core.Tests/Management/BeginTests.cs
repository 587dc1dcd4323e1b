using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>A client with a client key can create its upload repeatedly and gets one session.</summary>
public sealed class BeginTests : IAsyncLifetime
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
    public async Task Creating_a_session_again_continues_it()
    {
        var first = (await _sender.BeginAsync("key")).OrThrow();
        (await _sender.PutAsync(first.Upload, 2)).OrThrow();
        await _toolkit.RestartAsync();

        var second = (await _sender.BeginAsync("key")).OrThrow();

        Assert.Equal(first.Upload.Id, second.Upload.Id);
        Assert.Equal([2], second.Stored);
        Assert.Equal(_sender.Digest(second.Upload, 2), Assert.Single(second.StoredParts).Sha256);
        Assert.Equal(1, (await _toolkit.EverythingAsync()).Uploads);
    }

    [Fact]
    public async Task Creating_a_session_again_after_completion_returns_the_lora()
    {
        var record = await _sender.SendAsync("key");

        var status = (await _sender.BeginAsync("key")).OrThrow();

        Assert.Equal((record.Id, LoraUploadState.Completed), (status.Record!.Id, status.Upload.State));
        Assert.Equal([1, 2, 3], status.Stored);
        Assert.Equal(_sender.Content.Length, status.StoredSize);
        Assert.Single((await _toolkit.EverythingAsync()).Files);
    }

    [Fact]
    public async Task Client_key_identifies_one_file_in_one_workspace()
    {
        var begun = (await _sender.BeginAsync("key")).OrThrow();
        var other = new Sender(_toolkit, fileName: "other.safetensors");
        var larger = new Sender(_toolkit, size: 1000);

        Assert.Equal(LoraErrorCodes.UploadKeyReused, Assert.Single((await other.BeginAsync("key")).Issues).Code);
        Assert.Equal(LoraErrorCodes.UploadKeyReused, Assert.Single((await larger.BeginAsync("key")).Issues).Code);
        await _sender.PutMissingAsync(begun);
        (await _sender.CompleteAsync(begun.Upload)).OrThrow();
        Assert.Equal(LoraErrorCodes.UploadKeyReused, Assert.Single((await other.BeginAsync("key")).Issues).Code);

        Assert.Equal(LoraUploadState.Open, (await _sender.BeginAsync("key", workspace: _toolkit.Bob)).OrThrow().Upload.State);
        Assert.NotEqual((await _sender.BeginAsync()).OrThrow().Upload.Id, (await _sender.BeginAsync()).OrThrow().Upload.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("schlüssel")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    public async Task Client_key_with_special_characters_is_refused(string key)
    {
        foreach (var each in new[] { key, new string('k', 201) })
        {
            Assert.Equal(LoraErrorCodes.UploadKeyInvalid, Assert.Single((await _sender.BeginAsync(each)).Issues).Code);
        }

        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Abort_and_delete_free_the_client_key()
    {
        var cancelled = (await _sender.BeginAsync("key")).OrThrow();
        // The bytes cannot be removed now, so the row stays for the sweeper.
        _toolkit.Fault.Once("Files.AbortAsync:before", () => new LoraStorageException("Down."));
        await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, cancelled.Upload.Id));

        var record = await _sender.SendAsync("key");
        Assert.NotEqual(cancelled.Upload.Id, record.Id);

        _toolkit.Fault.Once("TryRemoveAsync:before", () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Down.", isTransient: true));
        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id)).OrThrow();

        var next = await _sender.SendAsync("key");
        Assert.NotEqual(record.Id, next.Id);
        _toolkit.Time.Advance(TimeSpan.FromHours(1));
        await _toolkit.Sweeper.SweepAsync();
        Assert.Equal(next.Id, Assert.Single((await _toolkit.EverythingAsync()).Ready).Id);
    }

    [Fact]
    public async Task Delete_that_storage_refuses_keeps_the_client_key()
    {
        var record = await _sender.SendAsync("key");
        _toolkit.Fault.Once("Files.DeleteAsync:before", () => new LoraStorageException("No."));
        await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id));

        Assert.Equal(record.Id, (await _sender.BeginAsync("key")).OrThrow().Record!.Id);
    }

    [Fact]
    public async Task Session_whose_parts_storage_has_deleted_is_replaced()
    {
        var dead = (await _sender.BeginAsync("key")).OrThrow();
        (await _sender.PutAsync(dead.Upload, 1)).OrThrow();
        await _toolkit.Files.AbortAsync(dead.Upload.StorageKey, dead.Upload.MultipartId!);

        var fresh = (await _sender.BeginAsync("key")).OrThrow();

        Assert.NotEqual(dead.Upload.Id, fresh.Upload.Id);
        Assert.Empty(fresh.Stored);
        Assert.Null(await _toolkit.Store.FindUploadAsync(_toolkit.Ada, dead.Upload.Id));
        await _sender.PutMissingAsync(fresh);
        (await _sender.CompleteAsync(fresh.Upload)).OrThrow();
        Assert.Single((await _toolkit.EverythingAsync()).Files);
    }

    [Fact]
    public async Task Concurrent_requests_with_one_client_key_share_a_session()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = $"key-{round}";

            var begun = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _sender.BeginAsync(key))));

            Assert.Single(begun.Select(result => result.OrThrow().Upload.Id).Distinct());
            Assert.Equal(round + 1, (await _toolkit.EverythingAsync()).Uploads);
        }
    }

    [Fact]
    public async Task Crash_before_saving_the_multipart_id_leaves_no_second_multipart_upload()
    {
        _toolkit.Fault.CrashAt("Files.BeginAsync:after");
        await Assert.ThrowsAnyAsync<Exception>(() => _sender.BeginAsync("key"));
        await _toolkit.RestartAsync();

        var status = (await _sender.BeginAsync("key")).OrThrow();
        Assert.Null(status.Upload.MultipartId);
        var present = Assert.Single(await _toolkit.Files.ListUploadsAsync(status.Upload.StorageKey));
        await Task.WhenAll(Enumerable.Range(1, 3).Select(number => Task.Run(async () => (await _sender.PutAsync(status.Upload, number)).OrThrow())));

        Assert.Equal([present], await _toolkit.Files.ListUploadsAsync(status.Upload.StorageKey));
        Assert.Equal(present, (await _toolkit.Store.FindUploadAsync(_toolkit.Ada, status.Upload.Id))!.MultipartId);
        (await _sender.CompleteAsync(status.Upload)).OrThrow();
        Assert.Single((await _toolkit.EverythingAsync()).Files);
    }

    [Fact]
    public async Task Client_key_creates_one_lora_after_a_crash_at_any_step()
    {
        var sender = new Sender(_toolkit, Toolkit.PartSize + 100);
        for (var step = 1; ; step++)
        {
            var key = $"key-{step}";
            _toolkit.Fault.CrashAt(_toolkit.Fault.Steps + step);
            var died = false;
            try
            {
                await sender.SendAsync(key);
            }
            catch (Exception) when (_toolkit.Fault.HasCrashed)
            {
                died = true;
            }

            died |= _toolkit.Fault.HasCrashed;
            await _toolkit.RestartAsync();
            _toolkit.Time.Advance(TimeSpan.FromMinutes(2));

            var status = (await sender.BeginAsync(key)).OrThrow();
            if (status.Record is null)
            {
                // A session that is being completed accepts no more parts, and already has all of them.
                if (status.Upload.State == LoraUploadState.Open)
                {
                    await sender.PutMissingAsync(status);
                }

                (await sender.CompleteAsync(status.Upload)).OrThrow();
            }

            await AssertOnceAsync(step);
            if (!died)
            {
                Assert.True(step > 20, $"Only {step} steps.");
                return;
            }
        }
    }

    private async Task AssertOnceAsync(int step)
    {
        var (ready, uploads, deleting, files) = await _toolkit.EverythingAsync();
        Assert.True((ready.Count, uploads, deleting, files.Count) == (1, 0, 0, 1), $"Step {step} left {ready.Count} records, {uploads} uploads and {string.Join(", ", files)}.");
        Assert.Equal(Toolkit.PartSize + 100, (await _toolkit.Files.FindAsync(ready[0].StorageKey))!.Size);
        (await _toolkit.Manager.DeleteAsync(_toolkit.Ada, ready[0].Id)).OrThrow();
    }
}
