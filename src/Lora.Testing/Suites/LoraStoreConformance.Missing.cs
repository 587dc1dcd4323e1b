using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Missing_records_are_listed_only_when_requested()
    {
        var ready = await AddAsync(record => record with { Size = 10, LastUsedAt = Start });
        var lost = await LoseAsync(await AddAsync(record => record with { Size = 20, LastUsedAt = Start }));
        await HideAsync(await AddAsync(), Start);

        Assert.Equal(lost, await Store.FindAsync(Workspace, lost.Id));
        foreach (var sort in Enum.GetValues<LoraSort>())
        {
            var without = await Store.QueryAsync(Workspace, new LoraQuery { Sort = sort });
            Assert.Equal([LoraItem.FromRecord(ready)], without.Items);
            Assert.Equal((1, 10L), (without.Total, without.TotalSize));
            var with = await Store.QueryAsync(Workspace, new LoraQuery { Sort = sort, IncludeMissing = true });
            Assert.Equal(new[] { ready.Id.Value, lost.Id.Value }.Order(), with.Items.Select(record => record.Id.Value).Order());
            Assert.Equal((2, 30L), (with.Total, with.TotalSize));
        }
    }

    [Fact]
    public async Task Pages_with_missing_records_are_complete_and_in_order()
    {
        var expected = new List<LoraId>();
        for (var index = 0; index < 9; index++)
        {
            var minutes = index;
            var record = await AddAsync(record => record with { UploadedAt = Start.AddMinutes(minutes) });
            expected.Insert(0, record.Id);
            _ = (index % 3) switch
            {
                0 => await LoseAsync(record),
                1 => await HideAsync(record, Start),
                _ => record,
            };
            if (index % 3 == 1)
            {
                expected.Remove(record.Id);
            }
        }

        var found = new List<LoraId>();
        for (var query = new LoraQuery { IncludeMissing = true, Take = 2 }; ;)
        {
            var page = await Store.QueryAsync(Workspace, query);
            Assert.Equal(6, page.Total);
            found.AddRange(page.Items.Select(record => record.Id));
            if (page.Next is null)
            {
                break;
            }

            query = query with { After = page.Next };
        }

        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Family_counts_include_missing_records()
    {
        await AddAsync(record => record with { Facts = Found("sdxl") });
        await LoseAsync(await AddAsync(record => record with { Facts = Found("sdxl") }));
        await LoseAsync(await AddAsync(record => record with { Facts = Found("flux1") }));
        await HideAsync(await AddAsync(record => record with { Facts = Found("sdxl") }), Start);

        Assert.Equal(new Dictionary<string, int> { ["sdxl"] = 2, ["flux1"] = 1 }, await Store.CountFamiliesAsync(Workspace));
    }

    [Fact]
    public async Task Records_of_all_workspaces_and_states_are_listed()
    {
        var mine = await AddAsync();
        var lost = await LoseAsync(await AddAsync(record => record with { Workspace = new LoraWorkspaceId(Workspace.Value + " other") }));
        var seen = new List<LoraFileReference>();
        while (await Store.ListFilesAsync(workspace: null, seen.LastOrDefault(), 2) is { Count: > 0 } batch)
        {
            seen.AddRange(batch);
        }

        Assert.Equal(seen.Count, seen.Select(file => file.Id).Distinct().Count());
        Assert.Contains(new LoraFileReference(mine.Workspace, mine.Id, mine.Name, mine.StorageKey, mine.Size, LoraState.Ready), seen);
        Assert.Contains(new LoraFileReference(lost.Workspace, lost.Id, lost.Name, lost.StorageKey, lost.Size, LoraState.Missing), seen);
    }

    [Fact]
    public async Task Ready_records_of_all_workspaces_are_listed_in_pages()
    {
        var mine = await AddAsync();
        var other = await AddAsync(record => record with { Workspace = new LoraWorkspaceId(Workspace.Value + " other") });
        var another = await AddAsync();
        await LoseAsync(await AddAsync());
        var seen = new List<LoraRecord>();
        while (await Store.ListReadyAsync(seen.LastOrDefault(), 2) is { Count: > 0 } batch)
        {
            seen.AddRange(batch);
        }

        Assert.Equal(seen.Count, seen.Select(record => record.Id).Distinct().Count());
        Assert.All(seen, record => Assert.Equal(LoraState.Ready, record.State));
        Assert.Equal([mine, another], seen.Where(record => record.Workspace == Workspace));
        Assert.Contains(other, seen);
    }

    [Fact]
    public async Task Usage_counts_files_and_bytes_of_a_workspace()
    {
        Assert.Equal(new LoraUsage(0, 0, 0, 0), await Store.GetUsageAsync(Workspace));
        await AddUploadAsync(upload => upload with { Size = 1_000_000_000_000 });
        Assert.Equal(new LoraUsage(0, 0, 1, 1_000_000_000_000), await Store.GetUsageAsync(Workspace));
        await AddAsync(record => record with { Size = 5_000_000_000_000 });
        await LoseAsync(await AddAsync(record => record with { Size = 30 }));
        await HideAsync(await AddAsync(record => record with { Size = 500 }), Start);
        await AddUploadAsync(upload => upload with { Size = 2000, State = LoraUploadState.Completing });
        await AddUploadAsync(upload => upload with { Size = 4000, State = LoraUploadState.Aborting });

        Assert.Equal(new LoraUsage(2, 5_000_000_000_030, 2, 1_000_000_002_000), await Store.GetUsageAsync(Workspace));
    }

    [Fact]
    public async Task Usage_counts_a_file_once_during_its_promotion()
    {
        for (var round = 0; round < 10; round++)
        {
            var upload = await AddUploadAsync();
            var promotion = Task.Run(() => Store.TryPromoteAsync(Finished(upload), upload.Stamp));
            bool isLast;
            do
            {
                isLast = promotion.IsCompleted;
                var usage = await Store.GetUsageAsync(Workspace);
                Assert.Equal(round + 1, usage.Loras + usage.Uploads);
            }
            while (!isLast);

            Assert.True(await promotion);
        }
    }

    [Fact]
    public async Task Records_of_a_workspace_are_listed_by_id()
    {
        var ready = await AddAsync();
        var lost = await LoseAsync(await AddAsync());
        var hidden = await HideAsync(await AddAsync(), Start);
        var last = await AddAsync();

        var first = await Store.ListFilesAsync(Workspace, after: null, 2);
        Assert.Equal([(ready.Id, LoraState.Ready), (lost.Id, LoraState.Missing)], first.Select(file => (file.Id, file.State)));
        var second = await Store.ListFilesAsync(Workspace, first[^1], 2);
        Assert.Equal([(hidden.Id, LoraState.Deleting), (last.Id, LoraState.Ready)], second.Select(file => (file.Id, file.State)));
        Assert.Empty(await Store.ListFilesAsync(Workspace, second[^1], 2));
    }
}
