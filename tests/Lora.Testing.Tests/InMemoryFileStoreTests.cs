using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Testing.Tests;

public sealed class InMemoryFileStoreTests(InMemoryFileStoreTests.Fixture fixture) : LoraFileStoreConformance(fixture), IClassFixture<InMemoryFileStoreTests.Fixture>
{
    public sealed class Fixture : LoraFileStoreFixture
    {
        public override ILoraFileStore Store { get; } = InMemory.Services().GetRequiredService<ILoraFileStore>();
    }
}

public sealed class InMemoryMultipartTests(InMemoryFileStoreTests.Fixture fixture) : MultipartFileStoreConformance(fixture), IClassFixture<InMemoryFileStoreTests.Fixture>
{
    [Fact]
    public async Task Part_that_is_replaced_after_it_was_listed_is_not_completed()
    {
        var store = (IMultipartFileStore)fixture.Store;
        var (key, plan) = (LoraFileStoreFixture.NewKey(), new LoraPartPlan(3, 3));
        var upload = await store.BeginAsync(key, plan);
        var listed = await store.PutPartAsync(key, upload, plan, 1, new MemoryStream([1, 2, 3]));
        await store.PutPartAsync(key, upload, plan, 1, new MemoryStream([4, 5, 6]));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => store.CompleteAsync(key, upload, plan, [listed]));

        Assert.Equal(LoraErrorCodes.UploadIncomplete, exception.Code);
    }
}

public sealed class InMemoryFileStoreFailureTests(InMemoryFileStoreTests.Fixture fixture)
    : LoraFileStoreFailureConformance(fixture), IClassFixture<InMemoryFileStoreTests.Fixture>;

public sealed class InMemoryMultipartFailureTests(InMemoryFileStoreTests.Fixture fixture)
    : MultipartFileStoreFailureConformance(fixture), IClassFixture<InMemoryFileStoreTests.Fixture>;

public sealed class InMemoryListingTests(InMemoryFileStoreTests.Fixture fixture) : ListingFileStoreConformance(fixture), IClassFixture<InMemoryFileStoreTests.Fixture>;
