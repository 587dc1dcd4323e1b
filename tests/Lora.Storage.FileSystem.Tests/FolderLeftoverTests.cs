using Lora.Testing;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Storage.FileSystem.Tests;

/// <summary>What deletes, completes and crashes leave in the folder.</summary>
public sealed class FolderLeftoverTests : IDisposable
{
    private readonly FolderHarness _harness = new();

    [Fact]
    public async Task Last_delete_leaves_an_empty_folder()
    {
        var first = LoraFileStoreFixture.NewKey();
        var second = LoraFileStoreFixture.NewKey(workspace: "another");
        await _harness.Store.WriteAsync(first, new GeneratedContent(1, 10), 10);
        await _harness.Store.WriteAsync(second, new GeneratedContent(2, 10), 10);
        await _harness.Store.DeleteAsync(first);
        Assert.Equal(["another"], Directory.EnumerateDirectories(Path.Combine(_harness.Root, "loras")).Select(Path.GetFileName));

        await _harness.Store.DeleteAsync(second);

        Assert.Equal([_harness.UploadsFolder], Directory.EnumerateFileSystemEntries(_harness.Root));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_harness.UploadsFolder));
    }

    [Fact]
    public async Task Completed_upload_leaves_only_its_object()
    {
        var upload = await TestUpload.BeginAsync(_harness.Multipart, new LoraPartPlan(250, 100), seed: 1);
        await upload.PutAllAsync();
        await upload.CompleteAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_harness.UploadsFolder));
        Assert.Equal([_harness.Store.GetPath(upload.Key)], Directory.EnumerateFiles(_harness.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Crash_after_complete_keeps_the_object_and_startup_removes_the_rest()
    {
        var upload = await TestUpload.BeginAsync(_harness.Multipart, new LoraPartPlan(250, 100), seed: 2);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();
        var left = Path.Combine(_harness.UploadsFolder, upload.Name);
        await upload.CompleteAsync();
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "part-1-100"), "");

        await upload.AssertCompleteAsync();
        Assert.Null(await upload.ListAsync());
        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => upload.PutAsync(1));
        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => _harness.Multipart.CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!));

        await StartAsync(TimeSpan.FromMinutes(30));
        Assert.True(Directory.Exists(left), "Another process may be starting this upload.");
        await StartAsync(TimeSpan.FromHours(2));
        Assert.False(Directory.Exists(left));
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Startup_keeps_unfinished_uploads_of_any_age()
    {
        var upload = await TestUpload.BeginAsync(_harness.Multipart, new LoraPartPlan(250, 100), seed: 3);
        await upload.PutAsync(2);

        await StartAsync(TimeSpan.FromDays(30));

        Assert.Equal([2], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.PutAllAsync();
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Interrupted_write_is_listed_by_its_key_and_can_be_aborted()
    {
        var key = LoraFileStoreFixture.NewKey();
        var content = new GatedContent(new GeneratedContent(4, 1000), 500);
        var write = _harness.Store.WriteAsync(key, content, 1000);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        // What a sweeper on another machine does.
        var sweeper = _harness.OpenAgain();
        foreach (var name in await sweeper.ListUploadsAsync(key))
        {
            await sweeper.AbortAsync(key, name);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_harness.UploadsFolder));
        content.Release();
        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => write.WaitAsync(StoreAssert.Deadline));
        await StoreAssert.MissingAsync(_harness.Store, key);
    }

    public void Dispose() => _harness.Dispose();

    private async Task StartAsync(TimeSpan later)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider(TimeProvider.System.GetUtcNow() + later));
        services.AddLoraCore().UseFileSystem(_harness.Root);
        await using var provider = services.BuildServiceProvider();
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }
    }
}
