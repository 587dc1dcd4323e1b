using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreMappingConformance
{
    [Fact]
    public async Task Promotion_replaces_the_upload_with_the_record()
    {
        var upload = await AddUploadAsync();
        var record = Finished(upload);

        Assert.True(await Store.TryPromoteAsync(record, upload.Stamp));
        Assert.Equal(record, await Store.FindAsync(Workspace, upload.Id));
        Assert.Null(await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Promotion_with_another_stamp_changes_nothing()
    {
        var upload = await AddUploadAsync();

        Assert.False(await Store.TryPromoteAsync(Finished(upload), Guid.NewGuid()));
        Assert.Null(await Store.FindAsync(Workspace, upload.Id));
        Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Unknown_upload_is_not_promoted()
    {
        var upload = NewUpload();

        Assert.False(await Store.TryPromoteAsync(Finished(upload), upload.Stamp));
        Assert.Null(await Store.FindAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task One_of_many_concurrent_promotions_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var upload = await AddUploadAsync();
            var records = Enumerable.Range(0, 10).Select(index => Finished(upload, $"name {index}")).ToList();

            var won = await TogetherAsync(records.Count, index => Store.TryPromoteAsync(records[index], upload.Stamp));

            var winner = Assert.Single(records.Where((_, index) => won[index]));
            Assert.Equal(winner, await Store.FindAsync(Workspace, upload.Id));
            Assert.Null(await Store.FindUploadAsync(Workspace, upload.Id));
        }
    }

    [Fact]
    public async Task One_of_concurrent_promotion_abort_and_removal_wins()
    {
        for (var round = 0; round < 8; round++)
        {
            var upload = await AddUploadAsync();
            var record = Finished(upload);
            var aborting = upload with { State = LoraUploadState.Aborting, Stamp = Guid.NewGuid() };

            var won = await TogetherAsync(3, index => index switch
            {
                0 => Store.TryPromoteAsync(record, upload.Stamp),
                1 => Store.TryUpdateUploadAsync(aborting, upload.Stamp),
                _ => Store.TryRemoveUploadAsync(Workspace, upload.Id, upload.Stamp),
            });

            var winner = Assert.Single(Enumerable.Range(0, won.Length), index => won[index]);
            Assert.Equal(winner == 0 ? record : null, await Store.FindAsync(Workspace, upload.Id));
            Assert.Equal(winner == 1 ? aborting : null, await Store.FindUploadAsync(Workspace, upload.Id));
        }
    }

    [Fact]
    public async Task Readers_see_either_the_upload_or_the_record_during_promotion()
    {
        for (var round = 0; round < 10; round++)
        {
            var upload = await AddUploadAsync();
            var promotion = Task.Run(() => Store.TryPromoteAsync(Finished(upload), upload.Stamp));
            bool isLast;
            do
            {
                isLast = promotion.IsCompleted;
                if (await Store.FindUploadAsync(Workspace, upload.Id) is null)
                {
                    Assert.NotNull(await Store.FindAsync(Workspace, upload.Id));
                }

                if (await Store.FindAsync(Workspace, upload.Id) is not null)
                {
                    Assert.Null(await Store.FindUploadAsync(Workspace, upload.Id));
                }
            }
            while (!isLast);

            Assert.True(await promotion);
        }
    }

    [Fact]
    public async Task Failed_promotion_keeps_the_upload()
    {
        var record = await AddAsync();
        var upload = await AddUploadAsync(fresh => fresh with { Id = record.Id });

        await Assert.ThrowsAnyAsync<Exception>(() => Store.TryPromoteAsync(Finished(upload), upload.Stamp));

        Assert.Equal(record, await Store.FindAsync(Workspace, record.Id));
        Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));
    }
}
