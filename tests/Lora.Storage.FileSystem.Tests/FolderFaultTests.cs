using Lora.Conformance.Files;

namespace Lora.Storage.FileSystem.Tests;

public sealed class FolderFaultTests(FolderHarness harness) : IClassFixture<FolderHarness>
{
    [LinuxFact]
    public async Task A_full_disk_is_told_in_plain_words_and_nothing_is_kept()
    {
        var key = FileStoreHarness.NewKey();
        var plan = new LoraPartPlan(1000, 1000);
        var name = await harness.Multipart.BeginAsync(key, plan);
        // The device that is always full takes the data file's place.
        var data = Path.Combine(harness.UploadsFolder, name, "data");
        File.Delete(data);
        File.CreateSymbolicLink(data, "/dev/full");

        var exception = await StoreAssert.FailsAsync(
            LoraErrorCodes.StorageRefused, () => harness.Multipart.PutPartAsync(key, name, plan, 1, new GeneratedContent(1, 1000)));

        Assert.Contains("full", exception.Message, StringComparison.Ordinal);
        Assert.Equal([], await harness.Multipart.ListPartsAsync(key, name));
        await harness.Multipart.AbortAsync(key, name);
        await StoreAssert.HoldsNothingAsync(harness.Store, key);
    }

    [LinuxFact]
    public void A_folder_that_may_not_be_written_is_told_at_once()
    {
        // Not even root may make folders there.
        var exception = Assert.Throws<LoraStorageException>(() => FolderHarness.Open("/sys/lora-files"));
        Assert.Equal(LoraErrorCodes.StorageRefused, exception.Code);
        Assert.False(exception.IsTransient);
        Assert.Contains("not allowed", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/sys", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_is_not_mounted_is_not_taken_for_an_empty_one()
    {
        using var gone = new FolderHarness();
        var key = FileStoreHarness.NewKey();
        await gone.Store.WriteAsync(key, new GeneratedContent(1, 10), 10);
        var plan = new LoraPartPlan(10, 10);
        var name = await gone.Multipart.BeginAsync(key, plan);
        Directory.Move(gone.Root, gone.Root + "-unmounted");

        Func<Task>[] calls =
        [
            () => gone.Store.FindAsync(key),
            () => gone.Store.OpenReadAsync(key),
            () => gone.Store.DeleteAsync(key),
            () => gone.Store.WriteAsync(key, new GeneratedContent(1, 10), 10),
            () => gone.Multipart.BeginAsync(key, plan),
            () => gone.Multipart.PutPartAsync(key, name, plan, 1, new GeneratedContent(1, 10)),
            () => gone.Multipart.ListPartsAsync(key, name),
            () => gone.Multipart.CompleteAsync(key, name, plan, [new LoraFilePart(1, 10)]),
            () => gone.Multipart.AbortAsync(key, name),
            () => gone.Multipart.ListUploadsAsync(key),
            async () => await gone.Listing.ListAsync("").ToListAsync(),
            async () => await gone.Listing.ListUploadsUnderAsync("").ToListAsync(),
        ];
        foreach (var call in calls)
        {
            Assert.True((await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, call)).IsTransient);
        }

        Assert.False(Directory.Exists(gone.Root));
        // What is left of a mount is an empty folder.
        Directory.CreateDirectory(gone.Root);
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, async () => await gone.Listing.ListAsync("").ToListAsync());
        Directory.Delete(gone.Root);
        Directory.Move(gone.Root + "-unmounted", gone.Root);
        await StoreAssert.HoldsAsync(gone.Store, key, 1, 10);
    }

    [Fact]
    public async Task A_disk_that_goes_away_in_the_middle_of_a_list_is_not_taken_for_its_end()
    {
        using var gone = new FolderHarness();
        for (var index = 0; index < 5; index++)
        {
            await gone.Store.WriteAsync(FileStoreHarness.NewKey(), new GeneratedContent(1, 10), 10);
            await gone.Multipart.BeginAsync(FileStoreHarness.NewKey(), new LoraPartPlan(10, 10));
        }

        await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => UnmountInTheMiddleAsync(gone.Listing.ListAsync("")));
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, () => UnmountInTheMiddleAsync(gone.Listing.ListUploadsUnderAsync("")));
        Assert.Equal(5, (await gone.Listing.ListAsync("").ToListAsync()).Count);

        async Task UnmountInTheMiddleAsync<T>(IAsyncEnumerable<T> list)
        {
            var unmounted = gone.Root + "-unmounted";
            try
            {
                await foreach (var _ in list)
                {
                    if (Directory.Exists(gone.Root))
                    {
                        Directory.Move(gone.Root, unmounted);
                    }
                }
            }
            finally
            {
                Directory.Move(unmounted, gone.Root);
            }
        }
    }

    [Fact]
    public async Task An_object_is_never_overwritten()
    {
        var key = FileStoreHarness.NewKey();
        await harness.Store.WriteAsync(key, new GeneratedContent(1, 100), 100);

        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => harness.Store.WriteAsync(key, new GeneratedContent(2, 100), 100));

        await StoreAssert.HoldsAsync(harness.Store, key, 1, 100);
        Assert.Empty(await harness.Multipart.ListUploadsAsync(key));
    }

    [Fact]
    public async Task Of_two_uploads_for_one_key_one_becomes_the_object()
    {
        for (var round = 0; round < 20; round++)
        {
            var key = FileStoreHarness.NewKey();
            var outcomes = await Task.WhenAll(Enumerable.Range(1, 4).Select(async seed =>
                await Record.ExceptionAsync(() => harness.Store.WriteAsync(key, new GeneratedContent(seed, 5000), 5000)) is null ? seed : 0));
            var winner = Assert.Single(outcomes, seed => seed > 0);
            await StoreAssert.HoldsAsync(harness.Store, key, winner, 5000);
        }
    }

    [Fact]
    public async Task Complete_waits_for_a_part_that_is_being_sent_again()
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
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task A_part_that_stalls_while_it_is_sent_again_makes_complete_ask_for_patience()
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
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task After_a_death_while_a_part_was_sent_again_the_first_one_is_still_there()
    {
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan(100, 100), seed: 6);
        await upload.PutAnnouncedAsync(1);
        var before = Directory.EnumerateFiles(Path.Combine(harness.UploadsFolder, upload.Name)).Order(StringComparer.Ordinal).ToList();
        // What a process leaves that is killed in the middle.
        await File.WriteAllTextAsync(Path.Combine(harness.UploadsFolder, upload.Name, "aside-1"), new string('x', 1000));

        Assert.Equal([1], (await upload.ListAsync())!.Select(part => part.Number));
        await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutAnnouncedAsync(1, new GeneratedContent(7, 100)));
        Assert.Equal(before, Directory.EnumerateFiles(Path.Combine(harness.UploadsFolder, upload.Name)).Order(StringComparer.Ordinal));

        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
        Assert.False(Directory.Exists(Path.Combine(harness.UploadsFolder, upload.Name)));
    }

    [Fact]
    public async Task Two_processes_may_share_the_folder()
    {
        var other = harness.OpenAgain();
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan(250, 100), seed: 5);
        await upload.PutAsync(1);
        await other.PutPartAsync(upload.Key, upload.Name, upload.Plan, 2, upload.ContentOf(2));
        await upload.PutAsync(3);

        await other.CompleteAsync(upload.Key, upload.Name, upload.Plan, (await upload.ListAsync())!);

        await upload.AssertWholeAsync();
        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => upload.PutAsync(1));
        await upload.AssertWholeAsync();
    }
}
