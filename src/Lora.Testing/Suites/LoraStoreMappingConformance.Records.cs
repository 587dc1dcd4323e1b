using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreMappingConformance
{
    [Fact]
    public async Task Record_is_returned_unchanged()
    {
        var record = await AddAsync(record => record with
        {
            Name = "한복 스타일 🎨 İstanbul",
            FileName = "한복 스타일 🎨 İstanbul 100%_[v2]'\".SAFETENSORS",
            ClientKey = "client-key_1.2:3",
            Size = 5_368_709_120,
            UploadedAt = Start.AddMilliseconds(1),
            StateChangedAt = Start.AddMilliseconds(120),
            LastUsedAt = Start.AddMilliseconds(999),
            UseCount = 7,
        });

        Assert.Equal(record, await Store.FindAsync(Workspace, record.Id));
        Assert.Equal(record, await Store.FindByStorageKeyAsync(Workspace, record.StorageKey));
        Assert.Equal([LoraItem.FromRecord(record)], (await Store.QueryAsync(Workspace, new LoraQuery())).Items);
    }

    [Fact]
    public async Task Names_of_the_maximum_length_are_stored_completely()
    {
        var record = await AddAsync(record => record with { Name = new string('가', 200), FileName = new string('ﷺ', 243) + ".safetensors" });

        Assert.Equal(record, await Store.FindAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task Unknown_record_is_not_found()
    {
        var record = await AddAsync();

        Assert.Null(await Store.FindAsync(Workspace, NewId()));
        foreach (var key in new[] { "", "no/such/key", "%", record.StorageKey.ToUpperInvariant(), record.StorageKey + " ", "nul\0key", "half a \ud800 pair", new string('x', 5000) })
        {
            Assert.Null(await Store.FindByStorageKeyAsync(Workspace, key));
        }
    }

    [Fact]
    public async Task Update_writes_name_client_key_state_and_stamp_only()
    {
        var record = await AddAsync(record => record with { ClientKey = "before" });
        var update = record with
        {
            Name = "renamed",
            ClientKey = null,
            State = LoraState.Deleting,
            StateChangedAt = Start.AddMinutes(5),
            Stamp = Guid.NewGuid(),
        };

        Assert.True(await Store.TryUpdateAsync(update with { Size = 1, UseCount = 99, LastUsedAt = Start, UploadedAt = Start.AddDays(9), StorageKey = "other" }, record.Stamp));
        Assert.Equal(update, await Store.FindAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task Update_with_another_stamp_changes_nothing()
    {
        var record = await AddAsync();
        var late = record with { Name = "late", State = LoraState.Deleting, Stamp = Guid.NewGuid() };

        Assert.False(await Store.TryUpdateAsync(late, Guid.NewGuid()));
        Assert.False(await Store.TryUpdateAsync(late, late.Stamp));
        Assert.Equal(record, await Store.FindAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task Update_is_applied_once()
    {
        var record = await AddAsync();
        var update = record with { Name = "once", Stamp = Guid.NewGuid() };

        Assert.True(await Store.TryUpdateAsync(update, record.Stamp));
        Assert.False(await Store.TryUpdateAsync(update with { Name = "twice" }, record.Stamp));
        Assert.Equal(update, await Store.FindAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task Update_and_removal_of_an_unknown_record_return_false()
    {
        var record = Finished(NewUpload());

        Assert.False(await Store.TryUpdateAsync(record, record.Stamp));
        Assert.False(await Store.TryRemoveAsync(Workspace, record.Id, record.Stamp));
    }

    [Fact]
    public async Task One_of_many_concurrent_updates_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var record = await AddAsync();
            var updates = Enumerable.Range(0, 12).Select(index => record with { Name = $"name {index}", Stamp = Guid.NewGuid() }).ToList();

            var won = await TogetherAsync(updates.Count, index => Store.TryUpdateAsync(updates[index], record.Stamp));

            var winner = Assert.Single(updates.Where((_, index) => won[index]));
            Assert.Equal(winner, await Store.FindAsync(Workspace, record.Id));
        }
    }

    [Fact]
    public async Task Removal_requires_the_current_stamp()
    {
        var record = await AddAsync();
        var other = await AddAsync();

        Assert.False(await Store.TryRemoveAsync(Workspace, record.Id, other.Stamp));
        Assert.Equal(record, await Store.FindAsync(Workspace, record.Id));

        Assert.True(await Store.TryRemoveAsync(Workspace, record.Id, record.Stamp));
        Assert.Null(await Store.FindAsync(Workspace, record.Id));
        Assert.Null(await Store.FindByStorageKeyAsync(Workspace, record.StorageKey));
        Assert.False(await Store.TryRemoveAsync(Workspace, record.Id, record.Stamp));
        Assert.Equal(other, await Store.FindAsync(Workspace, other.Id));
    }

    [Fact]
    public async Task One_of_concurrent_removal_and_updates_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var record = await AddAsync();
            var update = record with { Name = "renamed", Stamp = Guid.NewGuid() };

            var won = await TogetherAsync(10, index => index % 2 == 0
                ? Store.TryRemoveAsync(Workspace, record.Id, record.Stamp)
                : Store.TryUpdateAsync(update with { Stamp = index == 1 ? update.Stamp : Guid.NewGuid() }, record.Stamp));

            var winner = Assert.Single(Enumerable.Range(0, won.Length), index => won[index]);
            var left = await Store.FindAsync(Workspace, record.Id);
            Assert.Equal(winner % 2 == 0 ? null : "renamed", left?.Name);
        }
    }

    [Fact]
    public async Task Record_that_is_being_deleted_is_found_but_not_listed()
    {
        var kept = await AddAsync();
        var hidden = await HideAsync(await AddAsync(), Start.AddMinutes(1));

        Assert.Equal(hidden, await Store.FindAsync(Workspace, hidden.Id));
        Assert.Equal(hidden, await Store.FindByStorageKeyAsync(Workspace, hidden.StorageKey));
        foreach (var sort in new[] { LoraSort.Newest, LoraSort.Name, LoraSort.Largest })
        {
            var page = await Store.QueryAsync(Workspace, new LoraQuery { Sort = sort });
            Assert.Equal([LoraItem.FromRecord(kept)], page.Items);
            Assert.Equal((1, kept.Size), (page.Total, page.TotalSize));
        }
    }

    [Fact]
    public async Task Renamed_record_is_found_and_sorted_by_its_new_name()
    {
        var first = await AddNamedAsync("aaa");
        await AddNamedAsync("mmm");
        Assert.True(await Store.TryUpdateAsync(first with { Name = "zzz", Stamp = Guid.NewGuid() }, first.Stamp));

        Assert.Equal(["mmm", "zzz"], await NamesAsync(new LoraQuery { Sort = LoraSort.Name }));
        Assert.Equal(["zzz"], await NamesAsync(new LoraQuery { Search = "ZZZ" }));
        Assert.Empty(await NamesAsync(new LoraQuery { Search = "aaa" }));
    }

    private protected async Task<IEnumerable<string>> NamesAsync(LoraQuery query) =>
        (await Store.QueryAsync(Workspace, query)).Items.Select(static record => record.Name);
}
