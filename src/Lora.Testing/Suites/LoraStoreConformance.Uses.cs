using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Use_is_counted_with_its_time_and_keeps_the_stamp()
    {
        var record = await AddAsync();
        var other = await AddAsync();

        await Store.MarkUsedAsync(Workspace, [record.Id], Start.AddMinutes(1));

        Assert.Equal(record with { UseCount = 1, LastUsedAt = Start.AddMinutes(1) }, await Store.FindAsync(Workspace, record.Id));
        Assert.Equal(other, await Store.FindAsync(Workspace, other.Id));
    }

    [Fact]
    public async Task Earlier_use_is_counted_but_keeps_the_later_time()
    {
        var record = await AddAsync();

        await Store.MarkUsedAsync(Workspace, [record.Id], Start.AddMinutes(1));
        await Store.MarkUsedAsync(Workspace, [record.Id], Start.AddMinutes(-1));

        Assert.Equal(record with { UseCount = 2, LastUsedAt = Start.AddMinutes(1) }, await Store.FindAsync(Workspace, record.Id));
    }

    [Fact]
    public async Task Duplicate_ids_in_one_request_count_as_one_use()
    {
        var high = await AddAsync();
        var low = await AddAsync();
        var deleted = await HideAsync(await AddAsync(), Start);

        await Store.MarkUsedAsync(Workspace, [high.Id, low.Id, high.Id, deleted.Id, NewId()], Start);
        await Store.MarkUsedAsync(Workspace, [], Start.AddDays(1));

        Assert.Equal(high with { UseCount = 1, LastUsedAt = Start }, await Store.FindAsync(Workspace, high.Id));
        Assert.Equal(low with { UseCount = 1, LastUsedAt = Start }, await Store.FindAsync(Workspace, low.Id));
        Assert.Equal(deleted, await Store.FindAsync(Workspace, deleted.Id));
    }

    [Fact]
    public async Task Concurrent_uses_are_all_counted_with_the_latest_time()
    {
        var high = await AddAsync();
        var low = await AddAsync();

        await TogetherAsync(40, index => Store.MarkUsedAsync(
            Workspace, index % 2 == 0 ? [high.Id, low.Id] : [low.Id, high.Id], Start.AddSeconds(index * 7 % 40)));

        Assert.Equal(high with { UseCount = 40, LastUsedAt = Start.AddSeconds(39) }, await Store.FindAsync(Workspace, high.Id));
        Assert.Equal(low with { UseCount = 40, LastUsedAt = Start.AddSeconds(39) }, await Store.FindAsync(Workspace, low.Id));
    }

    [Fact]
    public async Task Use_and_rename_do_not_conflict()
    {
        var record = await AddAsync();

        await Store.MarkUsedAsync(Workspace, [record.Id], Start);
        var renamed = record with { Name = "renamed", Stamp = Guid.NewGuid() };
        Assert.True(await Store.TryUpdateAsync(renamed, record.Stamp));

        Assert.Equal(renamed with { UseCount = 1, LastUsedAt = Start }, await Store.FindAsync(Workspace, record.Id));
    }
}
