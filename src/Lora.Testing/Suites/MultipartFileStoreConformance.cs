using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>What every <see cref="IMultipartFileStore"/> must do. Derive a test class from it, with a fixture that provides the store: <c>IClassFixture&lt;MyFixture&gt;</c>.</summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract partial class MultipartFileStoreConformance(LoraFileStoreFixture fixture)
{
    private IMultipartFileStore Store => (IMultipartFileStore)fixture.Store;

    private int Part => fixture.SmallestPart;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(3, -1)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    public async Task Parts_become_one_object_with_a_last_part_of_any_size(int parts, int more)
    {
        var upload = await BeginAsync((parts * (long)Part) + more, seed: 1);
        await upload.PutAllAsync();
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Parts_can_be_uploaded_in_reverse_order()
    {
        var upload = await BeginAsync((4L * Part) + 7, seed: 2);
        foreach (var number in Enumerable.Range(1, 5).Reverse())
        {
            await upload.PutAsync(number);
        }

        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Parts_can_be_uploaded_concurrently()
    {
        var upload = await BeginAsync((8L * Part) + 1, seed: 3);
        await Task.WhenAll(Enumerable.Range(1, 9).Select(number => upload.PutAsync(number)));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task ListParts_returns_stored_parts_in_order_with_their_sizes()
    {
        var upload = await BeginAsync((2L * Part) + 5, seed: 4);
        Assert.Equal([], await upload.ListAsync());

        var last = await upload.PutAsync(3);
        var first = await upload.PutAsync(1);

        Assert.Equal(5, last.Size);
        Assert.Equal([first, last], await upload.ListAsync());
        Assert.Equal(Part, first.Size);
    }

    [Fact]
    public async Task Object_does_not_exist_before_complete()
    {
        var upload = await BeginAsync(2L * Part, seed: 5);
        await upload.PutAllAsync();
        Assert.Null(await Store.FindAsync(upload.Key));
        Assert.Equal([upload.Name], await Store.ListUploadsAsync(upload.Key));

        await upload.CompleteAsync();

        Assert.Empty(await Store.ListUploadsAsync(upload.Key));
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Part_that_is_uploaded_again_replaces_the_first()
    {
        var upload = await BeginAsync(2L * Part, seed: 6);
        await upload.PutAsync(1, new GeneratedContent(99, Part));
        await upload.PutAsync(2);
        await upload.PutAsync(1);
        Assert.Equal([1, 2], (await upload.ListAsync())!.Select(part => part.Number));

        await upload.CompleteAsync();

        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Concurrent_uploads_of_one_part_store_one_of_them_completely()
    {
        var upload = await BeginAsync(Part, seed: 7);
        var attempts = Enumerable.Range(1, 6).Select(seed => Attempt(() => upload.PutAsync(1, new GeneratedContent(seed, Part))));
        var outcomes = await Task.WhenAll(attempts);
        Assert.Contains(true, outcomes);

        await upload.CompleteAsync();

        await using var stream = await Store.OpenReadAsync(upload.Key);
        var candidates = await Task.WhenAll(Enumerable.Range(1, 6).Select(seed => GeneratedContent.HashAsync(seed, Part)));
        Assert.Contains(await GeneratedContent.HashAsync(stream), candidates);

        // A store may make one wait or report a transient error, but not a permanent one.
        static async Task<bool> Attempt(Func<Task> action)
        {
            try
            {
                await action();
                return true;
            }
            catch (LoraStorageException exception) when (exception.IsTransient)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Complete_fails_until_the_missing_part_is_uploaded(int missing)
    {
        var upload = await BeginAsync((2L * Part) + 1, seed: 8);
        foreach (var number in Enumerable.Range(1, 3).Where(number => number != missing))
        {
            await upload.PutAsync(number);
        }

        await StoreAssert.FailsAsync(LoraErrorCodes.UploadIncomplete, upload.CompleteAsync);
        Assert.Null(await Store.FindAsync(upload.Key));

        await upload.PutAsync(missing);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Complete_accepts_a_file_shorter_than_announced()
    {
        var key = LoraFileStoreFixture.NewKey();
        var announced = new LoraPartPlan(1000L * Part, Part);
        var name = await Store.BeginAsync(key, announced);
        var actual = new LoraPartPlan((2L * Part) + 3, Part);
        await Store.PutPartAsync(key, name, announced, 1, new GeneratedContent(9, 0, Part));
        await Store.PutPartAsync(key, name, announced, 2, new GeneratedContent(9, Part, Part));
        await Store.PutPartAsync(key, name, actual, 3, new GeneratedContent(9, 2L * Part, 3));

        await Store.CompleteAsync(key, name, actual, (await Store.ListPartsAsync(key, name))!);

        await StoreAssert.HoldsAsync(Store, key, 9, actual.Size);
    }

    [Fact]
    public async Task ListUploads_returns_uploads_of_the_exact_key_only()
    {
        var key = LoraFileStoreFixture.NewKey();
        var plan = new LoraPartPlan(10, Part);
        var first = await Store.BeginAsync(key, plan);
        var second = await Store.BeginAsync(key, plan);
        var longer = await Store.BeginAsync(key + "x", plan);
        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), (await Store.ListUploadsAsync(key)).Order(StringComparer.Ordinal));
        Assert.All([first, second, longer], name => Assert.InRange(name.Length, 1, 512));

        await Store.AbortAsync(key, first);

        Assert.Equal([second], await Store.ListUploadsAsync(key));
        Assert.Equal([longer], await Store.ListUploadsAsync(key + "x"));
        await Store.AbortAsync(key, second);
        await Store.AbortAsync(key + "x", longer);
        Assert.Empty(await Store.ListUploadsAsync(key));
    }

    [Fact]
    public async Task ListParts_returns_null_for_an_unknown_upload()
    {
        var upload = await BeginAsync(Part, seed: 10);
        Assert.Null(await Store.ListPartsAsync(LoraFileStoreFixture.NewKey(), upload.Name));
        Assert.Null(await Store.ListPartsAsync(upload.Key, "../" + upload.Name));
        Assert.Null(await Store.ListPartsAsync(upload.Key, "never-was"));
        await upload.AbortAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task Part_number_outside_the_plan_is_rejected(int number)
    {
        var upload = await BeginAsync(2L * Part, seed: 11);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => upload.PutAsync(number, new GeneratedContent(1, Part)));
        await upload.AbortAsync();
    }

    private Task<TestUpload> BeginAsync(long size, int seed) => TestUpload.BeginAsync(Store, new LoraPartPlan(size, Part), seed);
}
