using System.Globalization;
using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <summary>What every <see cref="IListingFileStore"/> must do. Derive a test class from it, with a fixture that provides the store: <c>IClassFixture&lt;MyFixture&gt;</c>.</summary>
/// <param name="fixture">The fixture that provides the store.</param>
public abstract class ListingFileStoreConformance(LoraFileStoreFixture fixture)
{
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <summary>A unique workspace of this test, so that all tests can share one store.</summary>
    private readonly string _workspace = $"list-{Guid.NewGuid():N}";

    private IMultipartFileStore Store => (IMultipartFileStore)fixture.Store;

    private IListingFileStore Listing => (IListingFileStore)fixture.Store;

    private string Prefix => $"loras/{_workspace}/";

    [Fact]
    public async Task List_returns_objects_with_size_and_time()
    {
        var before = DateTimeOffset.UtcNow - ClocksDiffer;
        var small = await WriteAsync(1);
        var large = await WriteAsync(1_000_003);

        var listed = await ListAsync(Prefix);

        Assert.Equal(new[] { (small, 1L), (large, 1_000_003L) }.Order(), listed.Select(file => (file.Key, file.Size)).Order());
        Assert.All(listed, file => Assert.InRange(file.ModifiedAt, before, DateTimeOffset.UtcNow + ClocksDiffer));
        Assert.All(listed, file => Assert.Equal(TimeSpan.Zero, file.ModifiedAt.Offset));
    }

    [Fact]
    public async Task List_matches_the_beginning_of_keys_not_folders()
    {
        var key = await WriteAsync(10);
        var id = key.Split('/')[2];

        foreach (var prefix in new[] { "loras/" + _workspace, Prefix, Prefix + id[..7], Prefix + id, $"{Prefix}{id}/", key[..^5], key })
        {
            Assert.Equal([key], (await ListAsync(prefix)).Select(file => file.Key));
        }

        foreach (var prefix in new[] { $"loras/{_workspace}-/", Prefix + "x", key + "x", key + "/", "/" + key, Prefix.ToUpperInvariant(), "../", "loras//", "\\" })
        {
            Assert.Empty(await ListAsync(prefix));
        }

        Assert.Contains(key, (await ListAsync("")).Select(file => file.Key));
    }

    [Fact]
    public async Task List_omits_deleted_objects()
    {
        var gone = await WriteAsync(10);
        var kept = await WriteAsync(20);

        await Store.DeleteAsync(gone);

        Assert.Equal([kept], (await ListAsync(Prefix)).Select(file => file.Key));
    }

    [Fact]
    public async Task List_returns_keys_with_spaces_and_any_script_unchanged()
    {
        string[] keys = [$"{Prefix}My LoRA (v2) +100% & more.safetensors", $"{Prefix}画风/Ünïcødé 🎨.safetensors", $"{Prefix}a=b;c,d'e!f$g@h~i#j.ckpt", $"{Prefix}%2e%2e/%20.ckpt"];
        foreach (var key in keys)
        {
            await Store.WriteAsync(key, new GeneratedContent(1, 100), 100);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await ListAsync(Prefix)).Select(file => file.Key).Order(StringComparer.Ordinal));
        Assert.Equal([keys[1]], (await ListAsync(Prefix + "画")).Select(file => file.Key));
    }

    [Fact]
    public async Task List_returns_an_upload_until_it_is_completed_or_aborted()
    {
        var before = DateTimeOffset.UtcNow - ClocksDiffer;
        var completed = await BeginAsync();
        var aborted = await BeginAsync();
        await completed.PutAllAsync();
        await aborted.PutAllAsync();

        Assert.Empty(await ListAsync(Prefix));
        var listed = await ListUploadsAsync(Prefix);
        Assert.Equal(new[] { (completed.Key, completed.Name), (aborted.Key, aborted.Name) }.Order(), listed.Select(upload => (upload.Key, upload.MultipartId)).Order());
        Assert.All(listed, upload => Assert.InRange(upload.StartedAt, before, DateTimeOffset.UtcNow + ClocksDiffer));
        Assert.All(listed, upload => Assert.Equal(TimeSpan.Zero, upload.StartedAt.Offset));

        await completed.CompleteAsync();
        Assert.Equal([aborted.Key], (await ListUploadsAsync(Prefix)).Select(upload => upload.Key));
        Assert.Equal([(completed.Key, completed.Plan.Size)], (await ListAsync(Prefix)).Select(file => (file.Key, file.Size)));

        await aborted.AbortAsync();
        Assert.Empty(await ListUploadsAsync(Prefix));
    }

    [Fact]
    public async Task List_returns_all_uploads_of_one_key()
    {
        var key = NewKey();
        var plan = new LoraPartPlan(10, fixture.SmallestPart);
        var names = new[] { await Store.BeginAsync(key, plan), await Store.BeginAsync(key, plan), await Store.BeginAsync(key + "x", plan) };

        Assert.Equal(names.Order(StringComparer.Ordinal), (await ListUploadsAsync(key)).Select(upload => upload.MultipartId).Order(StringComparer.Ordinal));
        Assert.Equal([names[2]], (await ListUploadsAsync(key + "x")).Select(upload => upload.MultipartId));
        Assert.Empty(await ListUploadsAsync(key + "xx"));
        Assert.Subset((await ListUploadsAsync("")).Select(upload => upload.MultipartId).ToHashSet(), names.ToHashSet());

        foreach (var upload in await ListUploadsAsync(Prefix))
        {
            await Store.AbortAsync(upload.Key, upload.MultipartId);
        }

        Assert.Empty(await ListUploadsAsync(Prefix));
    }

    [Fact]
    public async Task List_returns_every_object_and_upload_once_over_several_pages()
    {
        var keys = Enumerable.Range(0, fixture.Many).Select(index => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{index:D5}/a.ckpt")).ToList();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (key, token) =>
        {
            await Store.WriteAsync(key, new GeneratedContent(1, 10), 10, token);
            await Store.BeginAsync(key + "x", new LoraPartPlan(10, fixture.SmallestPart), token);
        });

        Assert.Equal(keys, (await ListAsync(Prefix)).Select(file => file.Key).Order(StringComparer.Ordinal));
        var uploads = await ListUploadsAsync(Prefix);
        Assert.Equal(keys.Select(key => key + "x"), uploads.Select(upload => upload.Key).Order(StringComparer.Ordinal));
        await Parallel.ForEachAsync(uploads, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (upload, token) =>
            await Store.AbortAsync(upload.Key, upload.MultipartId, token));
    }

    [Fact]
    public async Task List_ends_when_it_is_canceled()
    {
        await WriteAsync(10);
        await BeginAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Listing.ListAsync(Prefix, cancelled).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Listing.ListUploadsUnderAsync(Prefix, cancelled).GetAsyncEnumerator(CancellationToken.None).MoveNextAsync());
    }

    private string NewKey() => LoraFileStoreFixture.NewKey(workspace: _workspace);

    private async Task<string> WriteAsync(long size)
    {
        var key = NewKey();
        await Store.WriteAsync(key, new GeneratedContent(1, size), size);
        return key;
    }

    private Task<TestUpload> BeginAsync() => TestUpload.BeginAsync(Store, new LoraPartPlan(fixture.SmallestPart + 1L, fixture.SmallestPart), seed: 31, NewKey());

    private async Task<List<LoraStoredFile>> ListAsync(string prefix) => await Listing.ListAsync(prefix).ToListAsync();

    private async Task<List<LoraStoredUpload>> ListUploadsAsync(string prefix) => await Listing.ListUploadsUnderAsync(prefix).ToListAsync();
}
