using System.Globalization;
using System.Text;
using Lora.Inspection;
using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    /// <summary>Pairs of texts that the collation of some database considers equal.</summary>
    public static TheoryData<string, string> LookAlikes => new()
    {
        { "ada", "bob" },
        { "ada", "Ada" },
        { "ada", "ada " },
        { "ada", "adá" },
        { "straße", "strasse" },
        { "é", "é".Normalize(NormalizationForm.FormD) },
        { "한복", "한" },
        { "a_a", "aba" },
        { "ı", "i" },
        { "1", "01" },
    };

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public async Task Workspace_cannot_read_rows_of_another(string own, string foreign)
    {
        var (mine, theirs) = Pair(own, foreign);
        var facts = LoraFacts.None with { Fingerprint = new string('f', 64), Hashes = new LoraHashes(new string('a', 64), null, "0123abcd") };
        var record = await AddAsync(record => record with { Workspace = theirs, LastUsedAt = Start, ClientKey = "key", Facts = facts });
        var upload = await AddUploadAsync(upload => upload with { Workspace = theirs, ClientKey = "key", Owner = "owner" });
        await Store.SavePartDigestsAsync(theirs, upload.Id, [new LoraPartDigest(1, new string('d', 64))]);

        Assert.Null(await Store.FindByClientKeyAsync(mine, "key"));
        Assert.Null(await Store.FindUploadByClientKeyAsync(mine, "key"));
        Assert.Empty(await Store.ListUploadsAsync(mine, "owner", 10));
        Assert.Empty(await Store.ListPartDigestsAsync(mine, upload.Id));
        Assert.Empty(await Store.ListFilesAsync(mine, after: null, 10));
        Assert.Empty(await Store.FindDuplicatesAsync(mine, record.Size, facts.Fingerprint, facts.Hashes.Sha256));
        Assert.Equal(new LoraUsage(0, 0, 0, 0), await Store.GetUsageAsync(mine));
        Assert.Null(await Store.FindAsync(mine, record.Id));
        Assert.Null(await Store.FindByStorageKeyAsync(mine, record.StorageKey));
        Assert.Null(await Store.FindUploadAsync(mine, upload.Id));
        foreach (var sort in Enum.GetValues<LoraSort>())
        {
            var page = await Store.QueryAsync(mine, new LoraQuery { Sort = sort });
            Assert.Empty(page.Items);
            Assert.Equal((0, 0L, null), (page.Total, page.TotalSize, page.Next));
            Assert.Equal(record.Id, Assert.Single((await Store.QueryAsync(theirs, new LoraQuery { Sort = sort })).Items).Id);
        }
    }

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public async Task Workspace_cannot_change_rows_of_another(string own, string foreign)
    {
        var (mine, theirs) = Pair(own, foreign);
        var record = await AddAsync(record => record with { Workspace = theirs });
        var upload = await AddUploadAsync(upload => upload with { Workspace = theirs, ClientKey = "key" });
        await Store.SavePartDigestsAsync(theirs, upload.Id, [new LoraPartDigest(1, new string('d', 64))]);

        Assert.True(await Store.TryAddUploadAsync(NewUpload() with { Workspace = mine, ClientKey = "key" }));
        await Store.SavePartDigestsAsync(mine, upload.Id, [new LoraPartDigest(1, null), new LoraPartDigest(2, new string('e', 64))]);
        Assert.False(await Store.TryUpdateAsync(record with { Workspace = mine, Name = "stolen", Stamp = Guid.NewGuid() }, record.Stamp));
        Assert.False(await Store.TryRemoveAsync(mine, record.Id, record.Stamp));
        await Store.MarkUsedAsync(mine, [record.Id], Start.AddDays(1));
        Assert.False(await Store.TryUpdateUploadAsync(upload with { Workspace = mine, State = LoraUploadState.Aborting, Stamp = Guid.NewGuid() }, upload.Stamp));
        await Store.ExtendUploadAsync(mine, upload.Id, upload.ExpiresAt.AddDays(1));
        Assert.False(await Store.TryRemoveUploadAsync(mine, upload.Id, upload.Stamp));
        Assert.False(await Store.TryPromoteAsync(Finished(upload) with { Workspace = mine }, upload.Stamp));

        Assert.Null(await Store.FindAsync(mine, upload.Id));
        Assert.Equal(record, await Store.FindAsync(theirs, record.Id));
        Assert.Equal(upload, await Store.FindUploadAsync(theirs, upload.Id));
        Assert.Equal([new LoraPartDigest(1, new string('d', 64))], await Store.ListPartDigestsAsync(theirs, upload.Id));
    }

    [Fact]
    public async Task Cursor_of_one_workspace_returns_no_rows_of_another()
    {
        var other = new LoraWorkspaceId(Workspace.Value + "!");
        for (var index = 0; index < 3; index++)
        {
            await AddAsync();
            await AddAsync(record => record with { Workspace = other });
        }

        var first = await Store.QueryAsync(Workspace, new LoraQuery { Take = 1 });
        var next = await Store.QueryAsync(other, new LoraQuery { Take = 200, After = first.Next });

        foreach (var item in next.Items)
        {
            Assert.NotNull(await Store.FindAsync(other, item.Id));
        }
    }

    [Fact]
    public async Task Default_workspace_id_is_rejected()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.FindAsync(default, NewId()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.QueryAsync(default, new LoraQuery()));
    }

    [Fact]
    public async Task Move_transfers_records_and_uploads_to_another_workspace()
    {
        var to = new LoraWorkspaceId(Workspace.Value + " moved");
        var record = await AddAsync();
        var lost = await LoseAsync(await AddAsync());
        var upload = await AddUploadAsync(upload => upload with { ClientKey = "key" });
        await Store.SavePartDigestsAsync(Workspace, upload.Id, [new LoraPartDigest(1, new string('d', 64))]);
        var there = await AddAsync(record => record with { Workspace = to });
        var other = await AddAsync(record => record with { Workspace = new LoraWorkspaceId(Workspace.Value + " other") });

        Assert.Equal(2, await Store.MoveWorkspaceAsync(Workspace, to));

        Assert.Equal(new LoraUsage(0, 0, 0, 0), await Store.GetUsageAsync(Workspace));
        Assert.Equal(record with { Workspace = to }, await Store.FindByStorageKeyAsync(to, record.StorageKey));
        Assert.Equal(lost with { Workspace = to }, await Store.FindAsync(to, lost.Id));
        Assert.Equal(there, await Store.FindAsync(to, there.Id));
        Assert.Equal(other, await Store.FindAsync(other.Workspace, other.Id));
        Assert.Equal(upload with { Workspace = to }, await Store.FindUploadByClientKeyAsync(to, "key"));
        Assert.Equal([new LoraPartDigest(1, new string('d', 64))], await Store.ListPartDigestsAsync(to, upload.Id));
        Assert.Equal(0, await Store.MoveWorkspaceAsync(Workspace, to));
    }

    private static (LoraWorkspaceId Mine, LoraWorkspaceId Theirs) Pair(string own, string foreign)
    {
        var run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        return (new LoraWorkspaceId(run + own), new LoraWorkspaceId(run + foreign));
    }
}
