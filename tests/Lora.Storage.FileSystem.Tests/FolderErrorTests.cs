using Lora.Testing;
using Lora.Testing.Suites;

namespace Lora.Storage.FileSystem.Tests;

public sealed class FolderErrorTests(FolderHarness harness) : IClassFixture<FolderHarness>
{
    [Fact]
    [Trait("Platform", "Linux")]
    public async Task Full_disk_is_reported_and_nothing_is_stored()
    {
        var key = LoraFileStoreFixture.NewKey();
        var plan = new LoraPartPlan(1000, 1000);
        var name = await harness.Multipart.BeginAsync(key, plan);
        // A link to /dev/full replaces the data file.
        var data = Path.Combine(harness.UploadsFolder, name, "data");
        File.Delete(data);
        File.CreateSymbolicLink(data, "/dev/full");

        var exception = await StoreAssert.FailsAsync(
            LoraErrorCodes.StorageRefused, () => harness.Multipart.PutPartAsync(key, name, plan, 1, new GeneratedContent(1, 1000)));

        Assert.Contains("full", exception.Message, StringComparison.Ordinal);
        Assert.Equal([], await harness.Multipart.ListPartsAsync(key, name));
        await harness.Multipart.AbortAsync(key, name);
        await StoreAssert.MissingAsync(harness.Store, key);
    }

    [Fact]
    [Trait("Platform", "Linux")]
    public void Read_only_folder_is_reported_at_startup()
    {
        // Not even root can create folders there.
        var exception = Assert.Throws<LoraStorageException>(() => FolderHarness.Open("/sys/lora-files"));
        Assert.Equal(LoraErrorCodes.StorageRefused, exception.Code);
        Assert.False(exception.IsTransient);
        Assert.Contains("not allowed", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/sys", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unmounted_disk_is_not_treated_as_empty()
    {
        using var disk = new FolderHarness();
        var key = LoraFileStoreFixture.NewKey();
        await disk.Store.WriteAsync(key, new GeneratedContent(1, 10), 10);
        var plan = new LoraPartPlan(10, 10);
        var name = await disk.Multipart.BeginAsync(key, plan);
        Directory.Move(disk.Root, disk.Root + "-unmounted");

        Func<Task>[] calls =
        [
            () => disk.Store.FindAsync(key),
            () => disk.Store.OpenReadAsync(key),
            () => disk.Store.DeleteAsync(key),
            () => disk.Store.WriteAsync(key, new GeneratedContent(1, 10), 10),
            () => disk.Multipart.BeginAsync(key, plan),
            () => disk.Multipart.PutPartAsync(key, name, plan, 1, new GeneratedContent(1, 10)),
            () => disk.Multipart.ListPartsAsync(key, name),
            () => disk.Multipart.CompleteAsync(key, name, plan, [new LoraFilePart(1, 10)]),
            () => disk.Multipart.AbortAsync(key, name),
            () => disk.Multipart.ListUploadsAsync(key),
            async () => await disk.Listing.ListAsync("").ToListAsync(),
            async () => await disk.Listing.ListUploadsUnderAsync("").ToListAsync(),
        ];
        foreach (var call in calls)
        {
            Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, call)).IsTransient);
        }

        Assert.False(Directory.Exists(disk.Root));
        // An unmounted disk leaves an empty folder.
        Directory.CreateDirectory(disk.Root);
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, async () => await disk.Listing.ListAsync("").ToListAsync());
        Directory.Delete(disk.Root);
        Directory.Move(disk.Root + "-unmounted", disk.Root);
        await StoreAssert.HoldsAsync(disk.Store, key, 1, 10);
    }

    [Fact]
    public async Task Disk_that_disappears_during_a_listing_is_an_error()
    {
        using var disk = new FolderHarness();
        for (var index = 0; index < 5; index++)
        {
            await disk.Store.WriteAsync(LoraFileStoreFixture.NewKey(), new GeneratedContent(1, 10), 10);
            await disk.Multipart.BeginAsync(LoraFileStoreFixture.NewKey(), new LoraPartPlan(10, 10));
        }

        await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => UnmountInTheMiddleAsync(disk.Listing.ListAsync("")));
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => UnmountInTheMiddleAsync(disk.Listing.ListUploadsUnderAsync("")));
        Assert.Equal(5, (await disk.Listing.ListAsync("").ToListAsync()).Count);

        async Task UnmountInTheMiddleAsync<T>(IAsyncEnumerable<T> list)
        {
            var unmounted = disk.Root + "-unmounted";
            try
            {
                await foreach (var _ in list)
                {
                    if (Directory.Exists(disk.Root))
                    {
                        Directory.Move(disk.Root, unmounted);
                    }
                }
            }
            finally
            {
                Directory.Move(unmounted, disk.Root);
            }
        }
    }

    [Fact]
    public async Task Object_is_never_overwritten()
    {
        var key = LoraFileStoreFixture.NewKey();
        await harness.Store.WriteAsync(key, new GeneratedContent(1, 100), 100);

        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => harness.Store.WriteAsync(key, new GeneratedContent(2, 100), 100));

        await StoreAssert.HoldsAsync(harness.Store, key, 1, 100);
        Assert.Empty(await harness.Multipart.ListUploadsAsync(key));
    }

    [Fact]
    public async Task One_of_two_uploads_for_one_key_becomes_the_object()
    {
        for (var round = 0; round < 20; round++)
        {
            var key = LoraFileStoreFixture.NewKey();
            var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(async seed =>
                await Record.ExceptionAsync(() => harness.Store.WriteAsync(key, new GeneratedContent(seed, 5000), 5000)) is null ? seed : 0));
            var winner = Assert.Single(outcomes, seed => seed > 0);
            await StoreAssert.HoldsAsync(harness.Store, key, winner, 5000);
        }
    }

    [Fact]
    public async Task Complete_waits_for_a_part_that_is_being_replaced()
    {
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan(200_000, 100_000), seed: 3);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();
        var content = new GatedContent(upload.ContentOf(1), 50_000);
        var put = upload.PutAsync(1, content);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        var complete = harness.OpenAgain().CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!);
        Assert.False(complete.IsCompleted);
        content.Release();

        await Task.WhenAll(put, complete).WaitAsync(StoreAssert.Deadline);
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Complete_fails_transiently_while_a_part_that_is_replaced_stalls()
    {
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan(100, 100), seed: 4);
        await upload.PutAllAsync();
        var content = new GatedContent(upload.ContentOf(1), 50);
        var put = upload.PutAsync(1, content);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, upload.CompleteAsync);

        Assert.True(exception.IsTransient);
        Assert.Null(await harness.Store.FindAsync(upload.Key));
        content.Release();
        await put.WaitAsync(StoreAssert.Deadline);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Crash_while_a_part_is_replaced_keeps_the_first()
    {
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan(100, 100), seed: 6);
        await upload.PutWithDigestAsync(1);
        var before = Directory.EnumerateFiles(Path.Combine(harness.UploadsFolder, upload.Name)).Order(StringComparer.Ordinal).ToList();
        // The state that a killed process leaves.
        await File.WriteAllTextAsync(Path.Combine(harness.UploadsFolder, upload.Name, "aside-1"), new string('x', 1000));

        Assert.Equal([1], (await upload.ListAsync())!.Select(part => part.Number));
        await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutWithDigestAsync(1, new GeneratedContent(7, 100)));
        Assert.Equal(before, Directory.EnumerateFiles(Path.Combine(harness.UploadsFolder, upload.Name)).Order(StringComparer.Ordinal));

        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
        Assert.False(Directory.Exists(Path.Combine(harness.UploadsFolder, upload.Name)));
    }

    [Fact]
    public async Task Two_processes_can_share_the_folder()
    {
        var other = harness.OpenAgain();
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan(250, 100), seed: 5);
        await upload.PutAsync(1);
        await other.PutPartAsync(upload.Key, upload.Name, upload.Plan, 2, upload.ContentOf(2));
        await upload.PutAsync(3);

        await other.CompleteAsync(upload.Key, upload.Name, upload.Plan, (await upload.ListAsync())!);

        await upload.AssertCompleteAsync();
        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => upload.PutAsync(1));
        await upload.AssertCompleteAsync();
    }
}
