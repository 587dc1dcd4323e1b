using Lora.Inspection;

namespace Lora.Benchmarks.Catalogue;

/// <summary>The operations that a user or a server waits for.</summary>
internal sealed class CatalogueOperations(CatalogueDatabase database, LoraWorkspaceId workspace, int count)
{
    private const int Take = 50;

    private const string Columns = """
        "Id", "Name", "NameKey", "FileName", "StorageKey", "Size", "UploadedAt", "LastUsedAt", "UseCount", "Card", "IsDamaged", "State"
        """;

    private readonly (string Name, object Value) _workspace = ("ws", CatalogueDatabase.Key(workspace));

    public async Task<IReadOnlyList<CatalogueOperation>> CreateAsync()
    {
        var middle = CatalogueRecords.Create(workspace, count / 2, count);
        var operations = new List<CatalogueOperation>
        {
            List("first page, newest", new LoraQuery(), "", "\"UploadedAt\" DESC, \"Id\" DESC"),
            await DeepAsync("page in the middle, newest", new LoraQuery(), "AND (\"UploadedAt\", \"Id\") < (@at, @id)", "\"UploadedAt\" DESC, \"Id\" DESC", ("at", middle.UploadedAt), ("id", middle.Id.Value)).ConfigureAwait(false),
            List("first page, by name", new LoraQuery { Sort = LoraSort.Name }, "", "\"NameKey\", \"Id\""),
            await DeepAsync("page in the middle, by name", new LoraQuery { Sort = LoraSort.Name }, "AND (\"NameKey\", \"Id\") > (@at, @id)", "\"NameKey\", \"Id\"", ("at", middle.Name.ToUpperInvariant()), ("id", middle.Id.Value)).ConfigureAwait(false),
            List("first page, largest", new LoraQuery { Sort = LoraSort.Largest }, "", "\"Size\" DESC, \"Id\" DESC"),
            List("recently used, take 3", new LoraQuery { Sort = LoraSort.RecentlyUsed, Take = 3 }, "AND \"LastUsedAt\" IS NOT NULL", "\"LastUsedAt\" DESC, \"Id\" DESC"),
            List("base model, 24 %", new LoraQuery { Families = ["wan-14b"] }, "AND \"FamilyKeys\" = '|wan-14b|'", "\"UploadedAt\" DESC, \"Id\" DESC"),
            List("base model, 5 %", new LoraQuery { Families = ["hunyuan-video"] }, "AND \"FamilyKeys\" = '|hunyuan-video|'", "\"UploadedAt\" DESC, \"Id\" DESC"),
            List("noise expert, 12 %", new LoraQuery { Roles = [LoraNoiseExpert.High] }, $"AND \"Role\" = {(int)LoraNoiseExpert.High}", "\"UploadedAt\" DESC, \"Id\" DESC"),
            List("base model and expert", new LoraQuery { Families = ["wan-14b"], Roles = [LoraNoiseExpert.Low] }, $"AND \"FamilyKeys\" = '|wan-14b|' AND \"Role\" = {(int)LoraNoiseExpert.Low}", "\"UploadedAt\" DESC, \"Id\" DESC"),
            new("find by id", async () => await database.Store.FindAsync(workspace, middle.Id).ConfigureAwait(false) is null ? 0 : 1, () => database.QueryAsync("SELECT * FROM \"LoraRecords\" WHERE \"WorkspaceKey\" = @ws AND \"Id\" = @id", _workspace, ("id", middle.Id.Value))),
            new("partner of a pair", async () => (await database.Store.FindByPairKeyAsync(workspace, Expert().PairKey!.Value, 51).ConfigureAwait(false)).Count, () => database.QueryAsync($"SELECT {Columns} FROM \"LoraRecords\" WHERE \"WorkspaceKey\" = @ws AND \"PairKey\" = @key AND \"State\" = 0", _workspace, ("key", Expert().PairKey!.Value))),
            new("duplicates", async () => (await database.Store.FindDuplicatesAsync(workspace, middle.Size, middle.Facts.Fingerprint, middle.Facts.Hashes!.Sha256).ConfigureAwait(false)).Count, () => database.QueryAsync("SELECT * FROM \"LoraRecords\" WHERE \"WorkspaceKey\" = @ws AND \"Sha256\" = @sha", _workspace, ("sha", middle.Facts.Hashes!.Sha256))),
            new("counts by base model", async () => (await database.Store.CountFamiliesAsync(workspace).ConfigureAwait(false)).Count, () => database.QueryAsync("SELECT \"FamilyKeys\", sum(\"Count\") FROM \"LoraUsage\" WHERE \"WorkspaceKey\" = @ws AND \"State\" <> 1 GROUP BY \"FamilyKeys\"", _workspace)),
            new("quota", async () => (await database.Store.GetUsageAsync(workspace).ConfigureAwait(false)).Loras > 0 ? 1 : 0, () => database.QueryAsync("SELECT sum(\"Count\"), sum(\"Bytes\") FROM \"LoraUsage\" WHERE \"WorkspaceKey\" = @ws AND \"State\" <> 1", _workspace)),
            new("idle maintenance", async () => (await database.Store.ListUnanalyzedAsync(null, Take).ConfigureAwait(false)).Count + (await database.Store.ListDeletingAsync(DateTimeOffset.UtcNow, Take).ConfigureAwait(false)).Count + (await database.Store.ListExpiredUploadsAsync(DateTimeOffset.UtcNow, Take).ConfigureAwait(false)).Count, null),
        };
        foreach (var (name, search) in new[]
        {
            ("search, no match", "nowhere"), ("search, 5 matches", "zanzibar"), ("search, 5 matches, Korean, 2 characters", "희귀"), ("search, 5 matches, 1 character", "귀"), ("search, 1 % of all", "percent"),
            ("search, 1 %, Korean, 2 characters", "백분"), ("search, 10 %, Korean", "한복"), ("search, 40 % of all", "style"), ("search, 10 characters, 10 %", "watercolor"), ("search, two words, 4 %", "cyberpunk style"), ("search, 1 character, all", "e"),
        })
        {
            operations.Add(Search(name, search));
        }

        return operations;
    }

    private LoraRecord Expert() => Enumerable.Range(count / 2, 100).Select(number => CatalogueRecords.Create(workspace, number, count)).First(static record => record.PairKey is not null);

    private CatalogueOperation List(string name, LoraQuery query, string condition, string order, params (string Name, object Value)[] parameters)
    {
        query = query.Take == 3 ? query : query with { Take = Take };
        var sql = $"SELECT {Columns} FROM \"LoraRecords\" WHERE \"WorkspaceKey\" = @ws AND \"State\" = 0 {condition} ORDER BY {order} LIMIT {query.Take + 1}";
        return new CatalogueOperation(
            name,
            async () => (await database.Store.QueryAsync(workspace, query).ConfigureAwait(false)).Items.Count,
            () => database.QueryAsync(sql, [_workspace, .. parameters]));
    }

    // The cursor is the one that the toolkit would have after half of the list.
    private async Task<CatalogueOperation> DeepAsync(string name, LoraQuery query, string condition, string order, params (string Name, object Value)[] parameters)
    {
        string? cursor = null;
        for (var read = 0; read < Math.Min(count, 100_000) / 2; read += LoraQuery.MaxTake)
        {
            cursor = (await database.Store.QueryAsync(workspace, query with { Take = LoraQuery.MaxTake, After = cursor }).ConfigureAwait(false)).Next ?? cursor;
        }

        return List(name, query with { After = cursor }, condition, order, parameters);
    }

    private CatalogueOperation Search(string name, string search)
    {
        var words = search.ToUpperInvariant().Split(' ');
        var condition = string.Concat(words.Select((_, index) => " AND " + database.HandSearch.Replace("@word", $"@word{index}", StringComparison.Ordinal)));
        var operation = List(name, new LoraQuery { Search = search }, condition, "\"UploadedAt\" DESC, \"Id\" DESC", [.. words.Select(static (word, index) => ($"word{index}", (object)word))]);
        return words.All(static word => word.Length >= 3) ? operation : operation with { Hand = null };
    }
}
