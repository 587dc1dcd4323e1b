using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Record_of_an_existing_object_is_added_once()
    {
        var record = Finished(NewUpload()) with { ClientKey = null, Facts = Found("sdxl") };

        Assert.True(await Store.TryAddAsync(record));

        Assert.Equal(record.Facts.ToJson(), (await Store.FindAsync(Workspace, record.Id))!.Facts.ToJson());
        Assert.Equal([record.Id], await IdsAsync(new LoraQuery { Families = ["sdxl"] }));
        Assert.False(await Store.TryAddAsync(Finished(NewUpload()) with { StorageKey = record.StorageKey }));
        Assert.False(await Store.TryAddAsync(Finished(NewUpload()) with { StorageKey = record.StorageKey, Workspace = new LoraWorkspaceId(Workspace.Value + " other") }));
        Assert.Equal(1, (await Store.GetUsageAsync(Workspace)).Loras);
    }

    [Fact]
    public async Task Object_with_a_row_in_any_workspace_is_not_added_again()
    {
        var other = new LoraWorkspaceId(Workspace.Value + " other");
        var upload = await AddUploadAsync();
        var theirs = await AddUploadAsync(upload => upload with { Workspace = other });
        var lost = await LoseAsync(await AddAsync());
        var hidden = await HideAsync(await AddAsync(record => record with { Workspace = other }), Start);

        foreach (var key in new[] { upload.StorageKey, theirs.StorageKey, lost.StorageKey, hidden.StorageKey })
        {
            Assert.False(await Store.TryAddAsync(Finished(NewUpload()) with { StorageKey = key }));
            Assert.Null((await Store.FindByStorageKeyAsync(Workspace, key)) is { State: LoraState.Ready } found ? found : null);
        }
    }

    [Fact]
    public async Task Record_with_an_existing_id_is_rejected()
    {
        var record = await AddAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => Store.TryAddAsync(Finished(NewUpload(id: record.Id))));
        Assert.Equal(record, await Store.FindAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task One_of_many_machines_adds_an_object_to_the_workspace()
    {
        for (var round = 0; round < 5; round++)
        {
            var key = $"loras/found/{Guid.NewGuid():N}.safetensors";
            var records = Enumerable.Range(0, 8).Select(_ => Finished(NewUpload()) with { StorageKey = key }).ToList();

            var added = await TogetherAsync(records.Count, index => Store.TryAddAsync(records[index]));

            var winner = Assert.Single(records.Where((_, index) => added[index]));
            Assert.Equal(winner, await Store.FindByStorageKeyAsync(Workspace, key));
            Assert.Equal(round + 1, (await Store.GetUsageAsync(Workspace)).Loras);
        }
    }

    [Fact]
    public async Task At_most_one_of_many_machines_adds_an_object_to_its_own_workspace()
    {
        for (var round = 0; round < 5; round++)
        {
            var key = $"loras/found/{Guid.NewGuid():N}.safetensors";
            var records = Enumerable.Range(0, 8)
                .Select(index => Finished(NewUpload()) with { StorageKey = key, Workspace = new LoraWorkspaceId($"{Workspace.Value} {index}") }).ToList();

            var added = await TogetherAsync(records.Count, index => Store.TryAddAsync(records[index]));

            // If all of them met, none has added it, and it can be added again.
            var winner = records.Where((_, index) => added[index]).SingleOrDefault();
            if (winner is null)
            {
                winner = records[0];
                Assert.True(await Store.TryAddAsync(winner));
            }

            foreach (var record in records)
            {
                Assert.Equal(record == winner ? winner : null, await Store.FindByStorageKeyAsync(record.Workspace, key));
            }
        }
    }

    [Fact]
    public async Task Storage_keys_of_rows_in_any_workspace_are_found()
    {
        var other = new LoraWorkspaceId(Workspace.Value + " other");
        var record = await AddAsync();
        var hidden = await HideAsync(await AddAsync(record => record with { Workspace = other }), Start);
        var lost = await LoseAsync(await AddAsync());
        var fresh = await AddUploadAsync();
        var begun = await AddUploadAsync(upload => upload with { Workspace = other, MultipartId = "2~m" });
        var asked = new[] { record, hidden, lost }.Select(row => row.StorageKey).Concat([fresh.StorageKey, begun.StorageKey]).ToList();

        var named = await Store.FindReferencedKeysAsync(
            [.. asked, asked[0], "loras/nobody", asked[0].ToUpperInvariant(), asked[0] + " ", "", "%", "nul\0key", "half a \ud800 pair", new string('x', 5000)]);

        Assert.Equal(
            new[]
            {
                new LoraReferencedKey(record.StorageKey, HasRecord: true, HasUpload: false, null),
                new LoraReferencedKey(hidden.StorageKey, HasRecord: true, HasUpload: false, null),
                new LoraReferencedKey(lost.StorageKey, HasRecord: true, HasUpload: false, null),
                new LoraReferencedKey(fresh.StorageKey, HasRecord: false, HasUpload: true, null),
                new LoraReferencedKey(begun.StorageKey, HasRecord: false, HasUpload: true, "2~m"),
            }.OrderBy(key => key.StorageKey, StringComparer.Ordinal),
            named.OrderBy(key => key.StorageKey, StringComparer.Ordinal));
        Assert.Empty(await Store.FindReferencedKeysAsync([]));
    }

    [Fact]
    public async Task Up_to_1000_storage_keys_can_be_looked_up_at_once()
    {
        var record = await AddAsync();
        var upload = await AddUploadAsync();
        var keys = Enumerable.Range(0, 998).Select(index => $"{new string('k', 500)}{index}").Append(record.StorageKey).Prepend(upload.StorageKey).ToList();

        Assert.Equal([upload.StorageKey, record.StorageKey], (await Store.FindReferencedKeysAsync(keys)).Select(key => key.StorageKey).OrderBy(key => key == record.StorageKey));
        Assert.Empty(await Store.FindWorkspacesAsync(keys));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.FindReferencedKeysAsync([.. keys, "more"]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.FindWorkspacesAsync([.. keys, "more"]));
    }

    [Fact]
    public async Task Storage_key_is_found_throughout_the_promotion()
    {
        for (var round = 0; round < 10; round++)
        {
            var upload = await AddUploadAsync();
            var promotion = Task.Run(() => Store.TryPromoteAsync(Finished(upload), upload.Stamp));
            bool isLast;
            do
            {
                isLast = promotion.IsCompleted;
                Assert.Single(await Store.FindReferencedKeysAsync([upload.StorageKey]));
            }
            while (!isLast);

            Assert.True(await promotion);
        }
    }

    [Fact]
    public async Task Workspaces_are_found_by_their_key_segments()
    {
        var run = Guid.NewGuid().ToString("N");
        var plain = new LoraWorkspaceId(run);
        var hashed = new LoraWorkspaceId("김 " + run);
        var uploading = new LoraWorkspaceId("Upload " + run);
        var both = new LoraWorkspaceId(run + "-both");
        await AddAsync(record => record with { Workspace = plain });
        await AddAsync(record => record with { Workspace = plain });
        await HideAsync(await AddAsync(record => record with { Workspace = hashed }), Start);
        await AddUploadAsync(upload => upload with { Workspace = uploading });
        await AddUploadAsync(upload => upload with { Workspace = both });
        await AddAsync(record => record with { Workspace = both });
        var segments = new[] { plain, hashed, uploading, both }.ToDictionary(static workspace => workspace.ToKeySegment());

        var found = await Store.FindWorkspacesAsync([.. segments.Keys, "nobody", "", run.ToUpperInvariant(), "nul\0"]);

        Assert.Equal(segments.OrderBy(pair => pair.Key, StringComparer.Ordinal), found.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Empty(await Store.FindWorkspacesAsync([]));
    }
}
