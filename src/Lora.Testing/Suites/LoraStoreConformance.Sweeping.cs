using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Expired_uploads_are_listed_across_workspaces_longest_overdue_first()
    {
        var now = NewEra();
        var other = new LoraWorkspaceId(Workspace.Value + " other");
        var due = await AddUploadAsync(upload => upload with { ExpiresAt = now });
        var overdue = await AddUploadAsync(upload => upload with { ExpiresAt = now.AddMinutes(-2), Workspace = other, State = LoraUploadState.Completing });
        var longest = await AddUploadAsync(upload => upload with { ExpiresAt = now.AddMinutes(-3), State = LoraUploadState.Aborting });
        await AddUploadAsync(upload => upload with { ExpiresAt = now.AddMilliseconds(1) });

        Assert.Equal([longest, overdue, due], await Store.ListExpiredUploadsAsync(now, 100));
        Assert.Equal([longest, overdue], await Store.ListExpiredUploadsAsync(now, 2));
        Assert.Equal([longest, overdue], await Store.ListExpiredUploadsAsync(now.AddMilliseconds(-1), 100));

        await Store.ExtendUploadAsync(other, overdue.Id, now.AddHours(1));
        Assert.True(await Store.TryRemoveUploadAsync(Workspace, longest.Id, longest.Stamp));
        Assert.Equal([due], await Store.ListExpiredUploadsAsync(now, 100));
    }

    [Fact]
    public async Task Unfinished_deletes_are_listed_across_workspaces_oldest_first()
    {
        var before = NewEra();
        var other = new LoraWorkspaceId(Workspace.Value + " other");
        var ready = await AddAsync(record => record with { StateChangedAt = before.AddDays(-1) });
        var newest = await HideAsync(await AddAsync(), before);
        var middle = await HideAsync(await AddAsync(record => record with { Workspace = other }), before.AddMinutes(-2));
        var oldest = await HideAsync(await AddAsync(), before.AddMinutes(-3));
        await HideAsync(await AddAsync(), before.AddMilliseconds(1));

        Assert.Equal([oldest, middle, newest], await Store.ListDeletingAsync(before, 100));
        Assert.Equal([oldest], await Store.ListDeletingAsync(before, 1));

        Assert.True(await Store.TryUpdateAsync(middle with { State = LoraState.Ready, Stamp = Guid.NewGuid() }, middle.Stamp));
        Assert.True(await Store.TryRemoveAsync(Workspace, oldest.Id, oldest.Stamp));
        Assert.Equal([newest], await Store.ListDeletingAsync(before, 100));
        Assert.Equal(ready, await Store.FindAsync(Workspace, ready.Id));
    }

    [Fact]
    public async Task One_of_two_sweepers_claims_a_row()
    {
        var now = NewEra();
        for (var index = 0; index < 5; index++)
        {
            await AddUploadAsync(upload => upload with { ExpiresAt = now });
        }

        var claimed = await TogetherAsync(4, async _ =>
        {
            var count = 0;
            foreach (var upload in await Store.ListExpiredUploadsAsync(now, 100))
            {
                var claim = upload with { State = LoraUploadState.Aborting, ExpiresAt = now.AddHours(1), Stamp = Guid.NewGuid() };
                count += await Store.TryUpdateUploadAsync(claim, upload.Stamp) ? 1 : 0;
            }

            return count;
        });

        Assert.Equal(5, claimed.Sum());
        Assert.Empty(await Store.ListExpiredUploadsAsync(now, 100));
    }
}
