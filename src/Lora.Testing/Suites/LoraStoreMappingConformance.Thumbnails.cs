using Lora.Inspection;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreMappingConformance
{
    private protected static readonly LoraFacts Pictured = new() { HasThumbnail = true, IsThumbnailStored = true };

    [Fact]
    public async Task Promotion_stores_the_thumbnail_with_its_record()
    {
        var upload = await AddUploadAsync();
        var picture = Picture(1024 * 1024);

        Assert.False(await Store.TryPromoteAsync(Finished(upload), Guid.NewGuid(), picture));
        Assert.Null(await Store.FindThumbnailAsync(Workspace, upload.Id));

        Assert.True(await Store.TryPromoteAsync(Finished(upload) with { Facts = Pictured }, upload.Stamp, picture));
        await AssertThumbnailAsync(picture, upload.Id);
        Assert.True((await Store.FindAsync(Workspace, upload.Id))!.Facts.IsThumbnailStored);
    }

    [Fact]
    public async Task Added_record_has_its_thumbnail()
    {
        var record = Finished(NewUpload()) with { Facts = Pictured };
        var picture = Picture(100);

        Assert.True(await Store.TryAddAsync(record, picture));
        await AssertThumbnailAsync(picture, record.Id);

        var other = Finished(NewUpload()) with { StorageKey = record.StorageKey };
        Assert.False(await Store.TryAddAsync(other, Picture(50)));
        Assert.Null(await Store.FindThumbnailAsync(Workspace, other.Id));
    }

    [Fact]
    public async Task Update_replaces_or_removes_the_thumbnail()
    {
        var record = await AddAsync();
        foreach (var picture in new[] { Picture(10), Picture(20), null, Picture(30) })
        {
            var update = record with { Name = $"{picture?.Content.Length}", Facts = picture is null ? LoraFacts.None : Pictured, Stamp = Guid.NewGuid() };

            Assert.False(await Store.TryUpdateWithThumbnailAsync(update, Picture(99), Guid.NewGuid()));
            Assert.True(await Store.TryUpdateWithThumbnailAsync(update, picture, record.Stamp));

            Assert.Equal((update.Name, update.Facts.HasThumbnail), await Store.FindAsync(Workspace, record.Id) is { } read ? (read.Name, read.Facts.HasThumbnail) : default);
            await AssertThumbnailAsync(picture, record.Id);
            record = update;
        }
    }

    [Fact]
    public async Task Update_with_another_stamp_keeps_the_thumbnail()
    {
        var (record, picture) = await AddPicturedAsync();

        Assert.False(await Store.TryUpdateWithThumbnailAsync(record with { Stamp = Guid.NewGuid() }, Picture(20), Guid.NewGuid()));
        Assert.False(await Store.TryUpdateWithThumbnailAsync(record with { Stamp = Guid.NewGuid() }, null, Guid.NewGuid()));
        await AssertThumbnailAsync(picture, record.Id);

        await ChangeAsync(record with { Name = "renamed" });
        await AssertThumbnailAsync(picture, record.Id);
    }

    [Fact]
    public async Task Thumbnail_is_found_in_its_workspace_while_its_record_is_ready()
    {
        var (record, picture) = await AddPicturedAsync();
        var other = new LoraWorkspaceId(Workspace.Value + " other");

        Assert.Null(await Store.FindThumbnailAsync(other, record.Id));
        Assert.False(await Store.TryUpdateWithThumbnailAsync(record with { Workspace = other, Stamp = Guid.NewGuid() }, null, record.Stamp));
        Assert.Null(await Store.FindThumbnailAsync(Workspace, NewId()));

        var lost = await LoseAsync(record);
        Assert.Null(await Store.FindThumbnailAsync(Workspace, record.Id));
        var back = await ChangeAsync(lost with { State = LoraState.Ready });
        await AssertThumbnailAsync(picture, record.Id);
        await HideAsync(back, Start.AddMinutes(1));
        Assert.Null(await Store.FindThumbnailAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task Thumbnail_is_deleted_with_its_record()
    {
        var (record, _) = await AddPicturedAsync();
        Assert.True(await Store.TryRemoveAsync(Workspace, record.Id, record.Stamp));

        // If the thumbnail still existed, a new record with the same id would have it.
        var again = await AddUploadAsync(upload => upload with { Id = record.Id });
        Assert.True(await Store.TryPromoteAsync(Finished(again), again.Stamp));

        Assert.Null(await Store.FindThumbnailAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task Winner_of_concurrent_updates_has_its_thumbnail()
    {
        var (record, _) = await AddPicturedAsync();
        for (var round = 0; round < 5; round++)
        {
            var updates = Enumerable.Range(0, 8).Select(index => record with { Name = $"{index}", Stamp = Guid.NewGuid() }).ToList();
            var won = await TogetherAsync(updates.Count, index => Store.TryUpdateWithThumbnailAsync(updates[index], Picture(100 + index), record.Stamp));

            var winner = Assert.Single(Enumerable.Range(0, won.Length), index => won[index]);
            record = updates[winner];
            await AssertThumbnailAsync(Picture(100 + winner), record.Id);
        }
    }

    [Fact]
    public async Task Record_is_listed_until_its_thumbnail_is_stored()
    {
        var examined = Found("sdxl") with { Hashes = new LoraHashes(new string('a', 64), null, "0123abcd"), Fingerprint = new string('f', 64) };
        var record = await AddAsync(fresh => fresh with { Facts = examined with { HasThumbnail = true } });
        await AddAsync(fresh => fresh with { Facts = examined });
        Assert.Equal([record.Id], await ListedAsync(Store.ListUnanalyzedAsync));

        record = await ChangeAsync(record with { Name = "renamed" });
        Assert.Equal([record.Id], await ListedAsync(Store.ListUnanalyzedAsync));

        var filled = record with { Facts = examined with { HasThumbnail = true, IsThumbnailStored = true }, Stamp = Guid.NewGuid() };
        Assert.True(await Store.TryUpdateWithThumbnailAsync(filled, Picture(10), record.Stamp));
        Assert.Empty(await ListedAsync(Store.ListUnanalyzedAsync));
    }

    private protected static LoraThumbnail Picture(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return new LoraThumbnail("image/webp", content);
    }

    private protected async Task<(LoraRecord Record, LoraThumbnail Picture)> AddPicturedAsync()
    {
        var upload = await AddUploadAsync();
        var record = Finished(upload) with { Facts = Pictured };
        var picture = Picture(10);
        Assert.True(await Store.TryPromoteAsync(record, upload.Stamp, picture));
        await AssertThumbnailAsync(picture, record.Id);
        return (record, picture);
    }

    private protected async Task AssertThumbnailAsync(LoraThumbnail? expected, LoraId id)
    {
        var found = await Store.FindThumbnailAsync(Workspace, id);
        Assert.Equal(expected?.MediaType, found?.MediaType);
        Assert.Equal(expected?.Content.ToArray(), found?.Content.ToArray());
    }
}
