using Lora.Storage;

namespace Lora.Testing.Suites;

/// <summary>A multipart upload of generated content.</summary>
internal sealed class TestUpload
{
    private readonly IMultipartFileStore _store;
    private readonly int _seed;

    private TestUpload(IMultipartFileStore store, string key, string name, LoraPartPlan plan, int seed)
    {
        _store = store;
        _seed = seed;
        Key = key;
        Name = name;
        Plan = plan;
    }

    public string Key { get; }

    public string Name { get; }

    public LoraPartPlan Plan { get; }

    public static async Task<TestUpload> BeginAsync(IMultipartFileStore store, LoraPartPlan plan, int seed, string? key = null)
    {
        key ??= LoraFileStoreFixture.NewKey();
        return new TestUpload(store, key, await store.BeginAsync(key, plan), plan, seed);
    }

    public GeneratedContent ContentOf(int number) => new(_seed, Plan.OffsetOf(number), Plan.SizeOf(number));

    /// <summary>Returns the SHA-256 of a part.</summary>
    public Task<string> HashAsync(int number) => GeneratedContent.HashAsync(ContentOf(number));

    public Task<LoraFilePart> PutAsync(int number, Stream? content = null, CancellationToken cancellationToken = default) =>
        _store.PutPartAsync(Key, Name, Plan, number, content ?? ContentOf(number), sha256: null, cancellationToken);

    /// <summary>Uploads a part, or other bytes in its place, with the digest of the part.</summary>
    public async Task<LoraFilePart> PutWithDigestAsync(int number, Stream? content = null) =>
        await _store.PutPartAsync(Key, Name, Plan, number, content ?? ContentOf(number), await HashAsync(number));

    public async Task PutAllAsync()
    {
        for (var number = 1; number <= Plan.Count; number++)
        {
            await PutAsync(number);
        }
    }

    public Task<IReadOnlyList<LoraFilePart>?> ListAsync() => _store.ListPartsAsync(Key, Name);

    public async Task CompleteAsync() => await _store.CompleteAsync(Key, Name, Plan, await ListAsync() ?? []);

    public Task AbortAsync() => _store.AbortAsync(Key, Name);

    public Task AssertCompleteAsync() => StoreAssert.HoldsAsync(_store, Key, _seed, Plan.Size);

    public Task AssertMissingAsync() => StoreAssert.MissingAsync(_store, Key);
}
