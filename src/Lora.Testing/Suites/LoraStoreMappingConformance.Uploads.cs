using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreMappingConformance
{
    [Fact]
    public async Task Upload_is_returned_unchanged()
    {
        var fresh = await AddUploadAsync();
        var begun = await AddUploadAsync(upload => upload with
        {
            FileName = "한복 🎨.ckpt",
            Owner = "한복 김 " + new string('é', 500),
            ClientKey = new string('K', LoraUpload.MaxClientKey),
            MultipartId = "2~multipart+/=",
            State = LoraUploadState.Completing,
            CreatedAt = Start.AddMilliseconds(1),
            ExpiresAt = Start.AddMilliseconds(100),
        });

        Assert.Equal(fresh, await Store.FindUploadAsync(Workspace, fresh.Id));
        Assert.Equal(begun, await Store.FindUploadAsync(Workspace, begun.Id));
        Assert.Null(await Store.FindUploadAsync(Workspace, NewId()));
        Assert.Null(await Store.FindAsync(Workspace, fresh.Id));
    }

    [Fact]
    public async Task Upload_with_an_existing_id_is_rejected()
    {
        var upload = await AddUploadAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => Store.TryAddUploadAsync(NewUpload(id: upload.Id)));
        Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Update_of_an_upload_writes_its_changeable_columns_only()
    {
        var upload = await AddUploadAsync(upload => upload with { ClientKey = "before", Owner = "ada" });
        var update = upload with { State = LoraUploadState.Aborting, ClientKey = null, MultipartId = "m", ExpiresAt = Start.AddMinutes(-5), Stamp = Guid.NewGuid() };

        Assert.True(await Store.TryUpdateUploadAsync(
            update with { Size = 1, PartSize = 1, FileName = "other.ckpt", StorageKey = "other", Owner = "eve", CreatedAt = Start.AddDays(1) }, upload.Stamp));
        Assert.Equal(update, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Update_of_an_upload_with_another_stamp_changes_nothing()
    {
        var upload = await AddUploadAsync();
        var late = upload with { State = LoraUploadState.Aborting, Stamp = Guid.NewGuid() };

        Assert.False(await Store.TryUpdateUploadAsync(late, Guid.NewGuid()));
        Assert.False(await Store.TryUpdateUploadAsync(NewUpload(), upload.Stamp));
        Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task One_of_many_concurrent_upload_transitions_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var upload = await AddUploadAsync();
            var updates = Enumerable.Range(0, 12).Select(index => upload with
            {
                State = index % 2 == 0 ? LoraUploadState.Completing : LoraUploadState.Aborting,
                Stamp = Guid.NewGuid(),
            }).ToList();

            var won = await TogetherAsync(updates.Count, index => Store.TryUpdateUploadAsync(updates[index], upload.Stamp));

            var winner = Assert.Single(updates.Where((_, index) => won[index]));
            Assert.Equal(winner, await Store.FindUploadAsync(Workspace, upload.Id));
        }
    }

    [Theory]
    [InlineData(LoraUploadState.Open)]
    [InlineData(LoraUploadState.Completing)]
    public async Task Upload_expiry_never_moves_back(LoraUploadState state)
    {
        var upload = await AddUploadAsync(upload => upload with { State = state });
        var later = upload with { ExpiresAt = upload.ExpiresAt.AddMilliseconds(1) };

        await Store.ExtendUploadAsync(Workspace, upload.Id, later.ExpiresAt);
        Assert.Equal(later, await Store.FindUploadAsync(Workspace, upload.Id));

        await Store.ExtendUploadAsync(Workspace, upload.Id, upload.ExpiresAt);
        await Store.ExtendUploadAsync(Workspace, upload.Id, Start.AddYears(-1));
        Assert.Equal(later, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Expiry_of_an_aborted_upload_is_not_extended()
    {
        var upload = await AddUploadAsync(upload => upload with { State = LoraUploadState.Aborting });

        await Store.ExtendUploadAsync(Workspace, upload.Id, upload.ExpiresAt.AddDays(1));
        await Store.ExtendUploadAsync(Workspace, NewId(), upload.ExpiresAt.AddDays(1));

        Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Concurrent_extensions_result_in_the_latest_expiry()
    {
        var upload = await AddUploadAsync();

        await TogetherAsync(20, index => Store.ExtendUploadAsync(Workspace, upload.Id, upload.ExpiresAt.AddMinutes(index * 7 % 20)));

        Assert.Equal(upload with { ExpiresAt = upload.ExpiresAt.AddMinutes(19) }, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Extension_does_not_conflict_with_a_transition()
    {
        var upload = await AddUploadAsync();
        await Store.ExtendUploadAsync(Workspace, upload.Id, upload.ExpiresAt.AddHours(1));

        var completing = upload with { State = LoraUploadState.Completing, Stamp = Guid.NewGuid() };
        Assert.True(await Store.TryUpdateUploadAsync(completing, upload.Stamp));
    }

    [Fact]
    public async Task Removal_of_an_upload_requires_the_current_stamp()
    {
        var upload = await AddUploadAsync();

        Assert.False(await Store.TryRemoveUploadAsync(Workspace, upload.Id, Guid.NewGuid()));
        Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));

        Assert.True(await Store.TryRemoveUploadAsync(Workspace, upload.Id, upload.Stamp));
        Assert.Null(await Store.FindUploadAsync(Workspace, upload.Id));
        Assert.False(await Store.TryRemoveUploadAsync(Workspace, upload.Id, upload.Stamp));
    }

    [Fact]
    public async Task Many_uploads_can_be_added_at_once()
    {
        var uploads = Enumerable.Range(0, 30).Select(_ => NewUpload()).ToList();

        Assert.All(await TogetherAsync(uploads.Count, index => Store.TryAddUploadAsync(uploads[index])), Assert.True);

        foreach (var upload in uploads)
        {
            Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));
        }
    }
}
