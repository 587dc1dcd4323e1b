using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>A multipart upload of generated content.</summary>
public sealed class TestUpload
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
        key ??= FileStoreHarness.NewKey();
        return new TestUpload(store, key, await store.BeginAsync(key, plan), plan, seed);
    }

    public GeneratedContent ContentOf(int number) => new(_seed, Plan.OffsetOf(number), Plan.SizeOf(number));

    /// <summary>The SHA-256 of a part.</summary>
    public Task<string> HashAsync(int number) => GeneratedContent.HashAsync(ContentOf(number));

    public Task<LoraFilePart> PutAsync(int number, Stream? content = null, CancellationToken cancellationToken = default) =>
        _store.PutPartAsync(Key, Name, Plan, number, content ?? ContentOf(number), sha256: null, cancellationToken);

    /// <summary>Sends a part, or other bytes in its place, announced with the digest that the part has.</summary>
    public async Task<LoraFilePart> PutAnnouncedAsync(int number, Stream? content = null) =>
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

    public Task AssertWholeAsync() => StoreAssert.HoldsAsync(_store, Key, _seed, Plan.Size);

    public Task AssertNothingAsync() => StoreAssert.HoldsNothingAsync(_store, Key);
}
