using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>What every <see cref="ILoraFileStore"/> must do when a transfer goes wrong: nothing is left, and the cause is told as it was.</summary>
public abstract class FileStoreFaultConformance(FileStoreHarness harness)
{
    private const int Size = 3_000_000;

    private ILoraFileStore Store => harness.Store;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Size - 1)]
    [InlineData(Size + 1)]
    [InlineData(Size * 2)]
    public async Task Content_of_another_size_is_refused_and_nothing_is_kept(int actual)
    {
        var key = FileStoreHarness.NewKey();
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => Store.WriteAsync(key, new GeneratedContent(1, actual), Size));
        Assert.False(exception.IsTransient);
        await StoreAssert.HoldsNothingAsync(Store, key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Size / 2)]
    [InlineData(Size - 1)]
    [InlineData(Size)]
    public async Task What_the_content_throws_reaches_the_caller_unchanged_and_nothing_is_kept(int before)
    {
        var key = FileStoreHarness.NewKey();
        var cause = new IOException("The client hung up.");
        var content = new GatedContent(new GeneratedContent(2, Size), before);
        content.Fail(cause);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => Store.WriteAsync(key, content, Size));

        Assert.Same(cause, thrown);
        await StoreAssert.HoldsNothingAsync(Store, key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Size / 2)]
    [InlineData(Size)]
    public async Task A_cancelled_write_leaves_nothing(int before)
    {
        var key = FileStoreHarness.NewKey();
        var cancellation = new CancellationTokenSource();
        var content = new GatedContent(new GeneratedContent(3, Size), before);
        var write = Store.WriteAsync(key, content, Size, cancellation.Token);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.WaitAsync(StoreAssert.Deadline));
        Assert.False(content.IsBeingRead);
        await StoreAssert.HoldsNothingAsync(Store, key);
    }

    [Fact]
    public async Task Nothing_begins_once_it_is_cancelled()
    {
        var key = FileStoreHarness.NewKey();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(key, new GeneratedContent(3, Size), Size, cancelled));
        await StoreAssert.HoldsNothingAsync(Store, key);
    }

    [Fact]
    public async Task An_object_is_not_there_before_its_last_byte()
    {
        var key = FileStoreHarness.NewKey();
        var content = new GatedContent(new GeneratedContent(4, Size), Size - 1);
        var write = Store.WriteAsync(key, content, Size);
        await content.Reached.WaitAsync(StoreAssert.Deadline);
        Assert.Null(await Store.FindAsync(key));
        await StoreAssert.FailsAsync(LoraErrorCodes.FileMissing, () => Store.OpenReadAsync(key));

        content.Release();

        await write.WaitAsync(StoreAssert.Deadline);
        await StoreAssert.HoldsAsync(Store, key, 4, Size);
    }

    [Fact]
    public async Task A_write_that_failed_may_be_repeated_under_the_same_key()
    {
        var key = FileStoreHarness.NewKey();
        await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => Store.WriteAsync(key, new GeneratedContent(5, 10), Size));
        await Store.WriteAsync(key, new GeneratedContent(6, Size), Size);
        await StoreAssert.HoldsAsync(Store, key, 6, Size);
    }
}
