using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>
/// What every <see cref="IMultipartFileStore"/> must do when parts are invalid, late or canceled. Derive a test class from it, with a fixture that provides the store:
/// <c>IClassFixture&lt;MyFixture&gt;</c>.
/// </summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract class MultipartFileStoreFailureConformance(LoraFileStoreFixture fixture)
{
    private IMultipartFileStore Store => (IMultipartFileStore)fixture.Store;

    private int Part => fixture.SmallestPart;

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Part_of_another_size_is_rejected_and_can_be_sent_again(int more)
    {
        var upload = await BeginAsync(2L * Part, seed: 1);
        await upload.PutAsync(2);

        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => upload.PutAsync(1, new GeneratedContent(9, Part + more)));

        Assert.False(exception.IsTransient);
        Assert.Equal([2], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.PutAsync(1);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Part_is_not_stored_when_the_sender_disconnects()
    {
        var upload = await BeginAsync(2L * Part, seed: 2);
        var cause = new IOException("The client hung up.");
        var content = new GatedContent(upload.ContentOf(1), Part - 1);
        content.Fail(cause);

        Assert.Same(cause, await Assert.ThrowsAnyAsync<Exception>(() => upload.PutAsync(1, content)));

        Assert.Equal([], await upload.ListAsync());
        await upload.PutAllAsync();
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Canceled_part_is_not_stored_and_its_content_is_not_read_further()
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
        await upload.AssertMissingAsync();
    }

    [Fact]
    public async Task Part_after_abort_is_rejected()
    {
        var upload = await BeginAsync(2L * Part, seed: 4);
        await upload.PutAsync(1);
        await upload.AbortAsync();

        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => upload.PutAsync(2));

        Assert.False(exception.IsTransient);
        Assert.Null(await upload.ListAsync());
        await upload.AssertMissingAsync();
    }

    [Fact]
    public async Task Part_in_transit_during_abort_does_not_restore_the_upload()
    {
        var upload = await BeginAsync(2L * Part, seed: 5);
        await upload.PutAsync(2);
        var content = new GatedContent(upload.ContentOf(1), Part / 2);
        var put = upload.PutAsync(1, content);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        await upload.AbortAsync();
        content.Release();

        await Assert.ThrowsAsync<LoraStorageException>(() => put.WaitAsync(StoreAssert.Deadline));
        // Some servers accept the rest of a part in transit. Abort must then be repeated, as the sweeper does.
        await upload.AbortAsync();
        Assert.Null(await upload.ListAsync());
        await upload.AssertMissingAsync();
    }

    [Fact]
    public async Task Part_after_complete_is_rejected()
    {
        var upload = await BeginAsync(2L * Part, seed: 6);
        await upload.PutAllAsync();
        await upload.CompleteAsync();

        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => upload.PutAsync(1, new GeneratedContent(66, Part)));

        await upload.AssertCompleteAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    [Fact]
    public async Task Abort_is_idempotent_and_accepts_unknown_uploads()
    {
        var upload = await BeginAsync(2L * Part, seed: 7);
        await upload.PutAsync(1);
        await upload.AbortAsync();
        await upload.AbortAsync();
        await Store.AbortAsync(LoraFileStoreFixture.NewKey(), upload.Name);
        await Store.AbortAsync(upload.Key, "never-was");
        await Store.AbortAsync(upload.Key, "../../never-was");
        await upload.AssertMissingAsync();
    }

    [Fact]
    public async Task Abort_after_complete_keeps_the_object()
    {
        var upload = await BeginAsync(Part, seed: 8);
        await upload.PutAllAsync();
        await upload.CompleteAsync();
        await upload.AbortAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Complete_after_abort_fails()
    {
        var upload = await BeginAsync(Part, seed: 9);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();
        await upload.AbortAsync();

        await StoreAssert.FailsAsync(LoraErrorCodes.UploadGone, () => Store.CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!));

        await upload.AssertMissingAsync();
    }

    [Fact]
    public async Task Second_complete_changes_nothing()
    {
        var upload = await BeginAsync(2L * Part, seed: 10);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();
        await upload.CompleteAsync();

        var exception = await Record.ExceptionAsync(() => Store.CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!));

        // Servers differ: some succeed again, others report that the upload doesn't exist. The caller checks the object in both cases.
        Assert.True(exception is null or LoraStorageException { Code: LoraErrorCodes.UploadGone }, exception?.ToString());
        await upload.AssertCompleteAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    [Fact]
    public async Task Concurrent_completes_create_one_object()
    {
        var upload = await BeginAsync(2L * Part, seed: 11);
        await upload.PutAllAsync();
        var stored = await upload.ListAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            Record.ExceptionAsync(() => Store.CompleteAsync(upload.Key, upload.Name, upload.Plan, stored!))));

        Assert.Contains(null, outcomes);
        Assert.All(outcomes, outcome => Assert.True(outcome is null or LoraStorageException, outcome?.ToString()));
        await upload.AssertCompleteAsync();
        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
    }

    private Task<TestUpload> BeginAsync(long size, int seed) => TestUpload.BeginAsync(Store, new LoraPartPlan(size, Part), seed);
}
