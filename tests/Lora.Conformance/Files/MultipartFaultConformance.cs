using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>What every <see cref="IMultipartFileStore"/> must do when parts are broken, late or given up.</summary>
public abstract class MultipartFaultConformance(FileStoreHarness harness)
{
    private IMultipartFileStore Store => (IMultipartFileStore)harness.Store;

    private int Part => harness.SmallestPart;

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task A_part_of_another_size_is_refused_and_not_kept_and_may_be_sent_again(int more)
    {
        var upload = await BeginAsync(2L * Part, seed: 1);
        await upload.PutAsync(2);

        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => upload.PutAsync(1, new GeneratedContent(9, Part + more)));

        Assert.False(exception.IsTransient);
        Assert.Equal([2], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.PutAsync(1);
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task A_part_whose_sender_hangs_up_is_not_kept()
    {
        var upload = await BeginAsync(2L * Part, seed: 2);
        var cause = new IOException("The client hung up.");
        var content = new GatedContent(upload.ContentOf(1), Part - 1);
        content.Fail(cause);

        Assert.Same(cause, await Assert.ThrowsAnyAsync<Exception>(() => upload.PutAsync(1, content)));

        Assert.Equal([], await upload.ListAsync());
        await upload.PutAllAsync();
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task A_cancelled_part_is_not_kept_and_its_content_is_left_alone()
    {
        var upload = await BeginAsync(2L * Part, seed: 3);
        var cancellation = new CancellationTokenSource();
        var content = new GatedContent(upload.ContentOf(1), Part / 2);
        var put = upload.PutAsync(1, content, cancellation.Token);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put.WaitAsync(StoreAssert.Deadline));
        Assert.False(content.IsBeingRead);
        Assert.Equal([], await upload.ListAsync());
        await upload.AbortAsync();
        await upload.AssertNothingAsync();
    }

    [Fact]
    public async Task A_late_part_after_abort_is_refused_and_revives_nothing()
    {
        var upload = await BeginAsync(2L * Part, seed: 4);
        await upload.PutAsync(1);
        await upload.AbortAsync();

        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => upload.PutAsync(2));

        Assert.False(exception.IsTransient);
        Assert.Null(await upload.ListAsync());
        await upload.AssertNothingAsync();
    }

    [Fact]
    public async Task A_part_on_its_way_when_abort_comes_revives_nothing()
    {
        var upload = await BeginAsync(2L * Part, seed: 5);
        await upload.PutAsync(2);
        var content = new GatedContent(upload.ContentOf(1), Part / 2);
        var put = upload.PutAsync(1, content);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        await upload.AbortAsync();
        content.Release();

        await Assert.ThrowsAsync<LoraStorageException>(() => put.WaitAsync(StoreAssert.Deadline));
        // Some servers take the rest of a part that was on its way; abort then has to be repeated, as the sweeper does.
        await upload.AbortAsync();
        Assert.Null(await upload.ListAsync());
        await upload.AssertNothingAsync();
    }

    [Fact]
    public async Task A_late_part_after_complete_is_refused_and_changes_nothing()
    {
        var upload = await BeginAsync(2L * Part, seed: 6);
        await upload.PutAllAsync();
        await upload.CompleteAsync();

        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => upload.PutAsync(1, new GeneratedContent(66, Part)));

        await upload.AssertWholeAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    [Fact]
    public async Task Abort_may_be_repeated_and_takes_any_name()
    {
        var upload = await BeginAsync(2L * Part, seed: 7);
        await upload.PutAsync(1);
        await upload.AbortAsync();
        await upload.AbortAsync();
        await Store.AbortAsync(FileStoreHarness.NewKey(), upload.Name);
        await Store.AbortAsync(upload.Key, "never-was");
        await Store.AbortAsync(upload.Key, "../../never-was");
        await upload.AssertNothingAsync();
    }

    [Fact]
    public async Task Abort_after_complete_leaves_the_object()
    {
        var upload = await BeginAsync(Part, seed: 8);
        await upload.PutAllAsync();
        await upload.CompleteAsync();
        await upload.AbortAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task Complete_after_abort_is_refused()
    {
        var upload = await BeginAsync(Part, seed: 9);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();
        await upload.AbortAsync();

        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => Store.CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!));

        await upload.AssertNothingAsync();
    }

    [Fact]
    public async Task A_second_complete_changes_nothing()
    {
        var upload = await BeginAsync(2L * Part, seed: 10);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();
        await upload.CompleteAsync();

        var exception = await Record.ExceptionAsync(() => Store.CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!));

        // Servers differ: some say yes again, others that there is no such upload any more. The caller looks at the object either way.
        Assert.True(exception is null or LoraStorageException { Code: LoraErrorCodes.UploadGone }, exception?.ToString());
        await upload.AssertWholeAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    [Fact]
    public async Task Two_completes_at_once_make_one_object()
    {
        var upload = await BeginAsync(2L * Part, seed: 11);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            Record.ExceptionAsync(() => Store.CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!))));

        Assert.Contains(null, outcomes);
        Assert.All(outcomes, outcome => Assert.True(outcome is null or LoraStorageException, outcome?.ToString()));
        await upload.AssertWholeAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    private Task<TestUpload> BeginAsync(long size, int seed) => TestUpload.BeginAsync(Store, new LoraPartPlan(size, Part), seed);
}
