using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Session_is_found_by_its_client_key_and_a_second_one_is_not_added()
    {
        var upload = await AddUploadAsync(upload => upload with { ClientKey = "a-key_1.2:3" });

        Assert.False(await Store.TryAddUploadAsync(NewUpload() with { ClientKey = "a-key_1.2:3" }));
        Assert.Equal(upload, await Store.FindUploadByClientKeyAsync(Workspace, "a-key_1.2:3"));
        Assert.Equal(1, (await Store.GetUsageAsync(Workspace)).Uploads);
        foreach (var key in new[] { "", "A-KEY_1.2:3", "a-key", "a-key%", "a-key_1.2:3 ", "nul\0key", "half a \ud800 pair" })
        {
            Assert.Null(await Store.FindUploadByClientKeyAsync(Workspace, key));
        }
    }

    [Fact]
    public async Task Sessions_without_a_client_key_never_conflict()
    {
        var first = await AddUploadAsync();
        var second = await AddUploadAsync();

        Assert.Equal((null, null), (first.ClientKey, second.ClientKey));
        Assert.Equal(2, (await Store.GetUsageAsync(Workspace)).Uploads);
    }

    [Fact]
    public async Task Client_key_can_be_reused_as_soon_as_its_session_is_removed()
    {
        var upload = await AddUploadAsync(upload => upload with { ClientKey = "key" });
        var cancelled = upload with { State = LoraUploadState.Aborting, ClientKey = null, Stamp = Guid.NewGuid() };

        Assert.True(await Store.TryUpdateUploadAsync(cancelled, upload.Stamp));

        Assert.Null(await Store.FindUploadByClientKeyAsync(Workspace, "key"));
        var next = await AddUploadAsync(upload => upload with { ClientKey = "key" });
        Assert.Equal(next, await Store.FindUploadByClientKeyAsync(Workspace, "key"));
        Assert.True(await Store.TryPromoteAsync(Finished(next), next.Stamp));
        await AddUploadAsync(upload => upload with { ClientKey = "key" });
    }

    [Fact]
    public async Task One_of_many_concurrent_sessions_with_one_client_key_is_added()
    {
        for (var round = 0; round < 5; round++)
        {
            var key = $"key-{round}";
            var uploads = Enumerable.Range(0, 10).Select(_ => NewUpload() with { ClientKey = key }).ToList();

            var added = await TogetherAsync(uploads.Count, index => Store.TryAddUploadAsync(uploads[index]));

            var winner = Assert.Single(uploads.Where((_, index) => added[index]));
            Assert.Equal(winner, await Store.FindUploadByClientKeyAsync(Workspace, key));
        }
    }

    [Fact]
    public async Task Client_key_that_moves_between_sessions_causes_no_error()
    {
        var upload = await AddUploadAsync(upload => upload with { ClientKey = "key" });
        for (var round = 0; round < 20; round++)
        {
            var next = NewUpload() with { ClientKey = "key" };
            var old = upload;

            var done = await TogetherAsync(2, index => index == 0
                ? Store.TryRemoveUploadAsync(Workspace, old.Id, old.Stamp)
                : Store.TryAddUploadAsync(next));

            Assert.True(done[0]);
            upload = done[1] ? next : await AddUploadAsync(fresh => fresh with { ClientKey = "key" });
            Assert.Equal(upload, await Store.FindUploadByClientKeyAsync(Workspace, "key"));
        }
    }

    [Fact]
    public async Task Record_is_found_by_its_client_key_with_ready_records_first()
    {
        Assert.Null(await Store.FindByClientKeyAsync(Workspace, "key"));
        var lost = await LoseAsync(await AddAsync(record => record with { ClientKey = "key", UploadedAt = Start.AddDays(2) }));
        Assert.Equal(lost, await Store.FindByClientKeyAsync(Workspace, "key"));

        var ready = await AddAsync(record => record with { ClientKey = "key" });
        await AddAsync(record => record with { ClientKey = "KEY" });
        Assert.Equal(ready, await Store.FindByClientKeyAsync(Workspace, "key"));
        Assert.Null(await Store.FindByClientKeyAsync(Workspace, "ke"));
        Assert.Null(await Store.FindByClientKeyAsync(Workspace, "nul\0key"));

        await ChangeAsync(ready with { ClientKey = null, State = LoraState.Deleting });
        Assert.Equal(lost, await Store.FindByClientKeyAsync(Workspace, "key"));
    }

    [Fact]
    public async Task Sessions_of_an_owner_are_listed_newest_first()
    {
        var old = await AddUploadAsync(upload => upload with { Owner = "ada" });
        var newest = await AddUploadAsync(upload => upload with { Owner = "ada", CreatedAt = Start.AddMinutes(2), State = LoraUploadState.Completing });
        var middle = await AddUploadAsync(upload => upload with { Owner = "ada", CreatedAt = Start.AddMinutes(1) });
        await AddUploadAsync(upload => upload with { Owner = "ada", State = LoraUploadState.Aborting });
        var others = new Dictionary<string, LoraUpload>();
        foreach (var owner in new[] { "Ada", "ada ", "adá", "", new string('a', 400), new string('a', 401) })
        {
            others[owner] = await AddUploadAsync(upload => upload with { Owner = owner });
        }

        var unowned = await AddUploadAsync();

        Assert.Equal([newest, middle, old], await Store.ListUploadsAsync(Workspace, "ada", 10));
        Assert.Equal([newest, middle], await Store.ListUploadsAsync(Workspace, "ada", 2));
        Assert.Equal([unowned], await Store.ListUploadsAsync(Workspace, null, 10));
        Assert.Empty(await Store.ListUploadsAsync(Workspace, "bob", 10));
        foreach (var (owner, upload) in others)
        {
            Assert.Equal([upload], await Store.ListUploadsAsync(Workspace, owner, 10));
        }
    }
}
