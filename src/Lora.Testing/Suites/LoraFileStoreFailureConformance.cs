using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>
/// What every <see cref="ILoraFileStore"/> must do when a transfer fails: nothing is left behind, and the original exception is thrown. Derive a test class from it, with a
/// fixture that provides the store: <c>IClassFixture&lt;MyFixture&gt;</c>.
/// </summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract class LoraFileStoreFailureConformance(LoraFileStoreFixture fixture)
{
    private const int Size = 3_000_000;

    private ILoraFileStore Store => fixture.Store;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Size - 1)]
    [InlineData(Size + 1)]
    [InlineData(Size * 2)]
    public async Task Write_rejects_content_of_another_size_and_stores_nothing(int actual)
    {
        var key = LoraFileStoreFixture.NewKey();
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => Store.WriteAsync(key, new GeneratedContent(1, actual), Size));
        Assert.False(exception.IsTransient);
        await StoreAssert.MissingAsync(Store, key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Size / 2)]
    [InlineData(Size - 1)]
    [InlineData(Size)]
    public async Task Write_passes_on_an_exception_of_the_content_and_stores_nothing(int before)
    {
        var key = LoraFileStoreFixture.NewKey();
        var cause = new IOException("The client hung up.");
        var content = new GatedContent(new GeneratedContent(2, Size), before);
        content.Fail(cause);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => Store.WriteAsync(key, content, Size));

        Assert.Same(cause, thrown);
        await StoreAssert.MissingAsync(Store, key);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Size / 2)]
    [InlineData(Size)]
    public async Task Canceled_write_stores_nothing(int before)
    {
        var key = LoraFileStoreFixture.NewKey();
        var cancellation = new CancellationTokenSource();
        var content = new GatedContent(new GeneratedContent(3, Size), before);
        var write = Store.WriteAsync(key, content, Size, cancellation.Token);
        await content.Reached.WaitAsync(StoreAssert.Deadline);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write.WaitAsync(StoreAssert.Deadline));
        Assert.False(content.IsBeingRead);
        await StoreAssert.MissingAsync(Store, key);
    }

    [Fact]
    public async Task Canceled_calls_do_not_start()
    {
        var key = LoraFileStoreFixture.NewKey();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.WriteAsync(key, new GeneratedContent(3, Size), Size, cancelled));
        await StoreAssert.MissingAsync(Store, key);
    }

    [Fact]
    public async Task Object_does_not_exist_before_its_last_byte()
    {
        var key = LoraFileStoreFixture.NewKey();
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
    public async Task Failed_write_can_be_repeated_with_the_same_key()
    {
        var key = LoraFileStoreFixture.NewKey();
        await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => Store.WriteAsync(key, new GeneratedContent(5, 10), Size));
        await Store.WriteAsync(key, new GeneratedContent(6, Size), Size);
        await StoreAssert.HoldsAsync(Store, key, 6, Size);
    }
}
