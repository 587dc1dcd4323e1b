using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Plans;

/// <summary>
/// What a database reads for each query of a large workspace. The work is bounded by the size of a page, not by that of the workspace: it is counted, not timed.
/// </summary>
public abstract class PlanTests
{
    private const int Take = 50;

    protected static LoraWorkspaceId Large { get; } = new("large");

    public static TheoryData<string> Lists => [.. Queries.Keys];

    private static Dictionary<string, LoraQuery> Queries { get; } = Enum.GetValues<LoraSort>().SelectMany(sort => new (string Name, LoraQuery Query)[]
    {
        ($"{sort}", new LoraQuery { Sort = sort }),
        ($"{sort}, missing too", new LoraQuery { Sort = sort, IncludeMissing = true }),
        ($"{sort}, base model", new LoraQuery { Sort = sort, Families = ["wan-14b"] }),
        ($"{sort}, rare base model", new LoraQuery { Sort = sort, Families = ["qwen-image"] }),
        ($"{sort}, expert", new LoraQuery { Sort = sort, Roles = [LoraNoiseExpert.High] }),
        ($"{sort}, base model and expert", new LoraQuery { Sort = sort, Families = ["wan-14b", "flux1"], Roles = [LoraNoiseExpert.Low] }),
        ($"{sort}, frequent character", new LoraQuery { Sort = sort, Search = "7" }),
        ($"{sort}, rare word", new LoraQuery { Sort = sort, Search = "needle" }),
        ($"{sort}, two words", new LoraQuery { Sort = sort, Search = "eedl safetensor" }),
        ($"{sort}, two characters", new LoraQuery { Sort = sort, Search = "한복" }),
        ($"{sort}, one character", new LoraQuery { Sort = sort, Search = "한" }),
        ($"{sort}, no match", new LoraQuery { Sort = sort, Search = "nowhere" }),
    }).ToDictionary(static pair => pair.Name, static pair => pair.Query with { Take = Take }, StringComparer.Ordinal);

    /// <summary>Runs an action and asserts that the database did a bounded amount of work.</summary>
    /// <param name="action">Returns the number of results.</param>
    protected abstract Task AssertBoundedAsync(Func<ILoraStore, Task<int>> action);

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task List_reads_about_a_page(string name)
    {
        var query = Queries[name];
        string? cursor = null;
        await AssertBoundedAsync(async store =>
        {
            var page = await store.QueryAsync(Large, query);
            cursor = page.Next;
            return page.Items.Count;
        });

        for (var page = 0; cursor is not null && page < 3; page++)
        {
            var after = query with { After = cursor };
            await AssertBoundedAsync(async store =>
            {
                var next = await store.QueryAsync(Large, after);
                cursor = next.Next;
                return next.Items.Count;
            });
        }
    }

    [Fact]
    public async Task Page_in_the_middle_reads_about_a_page()
    {
        await AssertDeepAsync(LoraSort.Newest);
        await AssertDeepAsync(LoraSort.Name);
        await AssertDeepAsync(LoraSort.Largest);
    }

    [Fact]
    public async Task Usage_counts_and_keys_read_few_rows()
    {
        var record = LargeLibrary.Record(Large, 13, LargeLibrary.Count);
        await AssertBoundedAsync(async store => (await store.GetUsageAsync(Large)).Loras > 0 ? 1 : 0);
        await AssertBoundedAsync(async store => (await store.CountFamiliesAsync(Large)).Count);
        await AssertBoundedAsync(async store => (await store.FindByPairKeyAsync(Large, record.PairKey!.Value, 51)).Count);
        await AssertBoundedAsync(async store => (await store.FindDuplicatesAsync(Large, record.Size, record.Facts.Fingerprint, record.Facts.Hashes!.Sha256)).Count);
        await AssertBoundedAsync(async store => await store.FindByStorageKeyAsync(Large, "none") is null ? 0 : 1);
        await AssertBoundedAsync(async store => await store.FindByClientKeyAsync(Large, "none") is null ? 0 : 1);
        await AssertBoundedAsync(async store => (await store.ListUnanalyzedAsync(null, Take)).Count);
        await AssertBoundedAsync(async store => (await store.ListDeletingAsync(DateTimeOffset.UtcNow, Take)).Count);
        await AssertBoundedAsync(async store => (await store.ListExpiredUploadsAsync(DateTimeOffset.UtcNow, Take)).Count);
        await AssertBoundedAsync(async store => (await store.FindReferencedKeysAsync(["none"])).Count);
        await AssertBoundedAsync(async store => (await store.ListReadyAsync(record, Take)).Count);
        await AssertBoundedAsync(async store => (await store.ListFilesAsync(workspace: null, LoraFileReference.Of(record), Take)).Count);
        await AssertBoundedAsync(async store => (await store.ListFilesAsync(Large, LoraFileReference.Of(record), Take)).Count);
    }

    private async Task AssertDeepAsync(LoraSort sort)
    {
        string? cursor = null;
        for (var read = 0; read < LargeLibrary.Count / 2; read += LoraQuery.MaxTake)
        {
            var query = new LoraQuery { Sort = sort, Take = LoraQuery.MaxTake, After = cursor };
            await AssertBoundedAsync(async store =>
            {
                var page = await store.QueryAsync(Large, query);
                cursor = page.Next;
                return page.Items.Count;
            });
        }

        Assert.NotNull(cursor);
    }
}
