using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Sort_by_upload_time_returns_the_newest_first()
    {
        var old = await AddAsync(record => record with { UploadedAt = Start });
        var newest = await AddAsync(record => record with { UploadedAt = Start.AddMilliseconds(20) });
        var middle = await AddAsync(record => record with { UploadedAt = Start.AddMilliseconds(3) });

        Assert.Equal(Items(newest, middle, old), (await Store.QueryAsync(Workspace, new LoraQuery())).Items);
    }

    [Fact]
    public async Task Sort_by_size_returns_the_largest_first()
    {
        var small = await AddAsync(record => record with { Size = 9 });
        var large = await AddAsync(record => record with { Size = 5_000_000_000 });
        var middle = await AddAsync(record => record with { Size = 10 });

        Assert.Equal(Items(large, middle, small), (await Store.QueryAsync(Workspace, new LoraQuery { Sort = LoraSort.Largest })).Items);
    }

    [Fact]
    public async Task Sort_by_last_use_omits_records_that_were_never_used()
    {
        var first = await AddAsync();
        await AddAsync();
        var second = await AddAsync(record => record with { Size = 77 });
        await Store.MarkUsedAsync(Workspace, [first.Id], Start.AddDays(2));
        await Store.MarkUsedAsync(Workspace, [second.Id], Start.AddDays(1));

        var page = await Store.QueryAsync(Workspace, new LoraQuery { Sort = LoraSort.RecentlyUsed });

        Assert.Equal([first.Id, second.Id], page.Items.Select(static record => record.Id));
        Assert.Equal((2, first.Size + 77, null), (page.Total, page.TotalSize, page.Next));
    }

    [Fact]
    public async Task Sort_by_name_is_ascending()
    {
        foreach (var name in new[] { "banana", "apple", "cherry 2", "cherry", "cherry 10" })
        {
            await AddNamedAsync(name);
        }

        Assert.Equal(["apple", "banana", "cherry", "cherry 10", "cherry 2"], await NamesAsync(new LoraQuery { Sort = LoraSort.Name }));
    }

    [Fact]
    public async Task Empty_workspace_has_an_empty_page()
    {
        var page = await Store.QueryAsync(Workspace, new LoraQuery());

        Assert.Empty(page.Items);
        Assert.Equal((0, 0L, null), (page.Total, page.TotalSize, page.Next));
    }

    [Fact]
    public async Task Full_page_without_further_records_has_no_cursor()
    {
        for (var index = 0; index < 4; index++)
        {
            await AddAsync();
        }

        Assert.Null((await Store.QueryAsync(Workspace, new LoraQuery { Take = 4 })).Next);
        var first = await Store.QueryAsync(Workspace, new LoraQuery { Take = 2 });
        var second = await Store.QueryAsync(Workspace, new LoraQuery { Take = 2, After = first.Next });
        Assert.Equal(2, second.Items.Count);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData(LoraSort.Newest)]
    [InlineData(LoraSort.Name)]
    [InlineData(LoraSort.RecentlyUsed)]
    [InlineData(LoraSort.Largest)]
    public async Task Pages_together_have_every_record_once(LoraSort sort)
    {
        // Few different values cause many ties, which only the id can break.
        var turn = 0;
        await SeededCases.CheckAsync(25, static random => (Values: random.Several(0, 12, () => random.Next(4)), Take: random.Next(1, 6)), async generated =>
        {
            var workspace = new LoraWorkspaceId($"{Workspace} {turn++}");
            var records = new List<LoraRecord>();
            foreach (var value in generated.Values)
            {
                records.Add(await AddAsync(record => record with
                {
                    Workspace = workspace,
                    Name = $"name {value}",
                    Size = 100 + value,
                    UploadedAt = Start.AddMilliseconds(value),
                    LastUsedAt = Start.AddHours(value),
                }));
            }

            var pages = await PagesAsync(workspace, new LoraQuery { Sort = sort, Take = generated.Take, Count = LoraQuery.ExactCount });

            var items = pages.SelectMany(static page => page.Items).ToList();
            Assert.Equal(Items([.. records.OrderBy(static record => record.Id.Value)]), items.OrderBy(static item => item.Id.Value));
            Assert.Equal(items.Select(Place).Order(), items.Select(Place));
            Assert.All(pages, page => Assert.Equal((records.Count, records.Sum(static record => record.Size)), (page.Total, page.TotalSize)));
            Assert.All(pages.SkipLast(1), page => Assert.Equal(generated.Take, page.Items.Count));
            Assert.Equal(items, (await Store.QueryAsync(workspace, new LoraQuery { Sort = sort, Take = LoraQuery.MaxTake })).Items);
        });

        long Place(LoraItem record) => sort switch
        {
            LoraSort.Newest => -record.UploadedAt.UtcTicks,
            LoraSort.RecentlyUsed => -record.LastUsedAt!.Value.UtcTicks,
            LoraSort.Largest => -record.Size,
            _ => record.Name[^1],
        };
    }

    [Theory]
    [InlineData(LoraSort.Newest)]
    [InlineData(LoraSort.Name)]
    [InlineData(LoraSort.RecentlyUsed)]
    [InlineData(LoraSort.Largest)]
    public async Task Added_and_removed_records_do_not_shift_other_records(LoraSort sort)
    {
        var random = new Random(20260314);
        var there = new List<LoraRecord>();
        for (var index = 0; index < 24; index++)
        {
            there.Add(await AddSomewhereAsync(random));
        }

        var seen = new List<LoraItem>();
        var removed = new HashSet<LoraId>();
        var query = new LoraQuery { Sort = sort, Take = 4 };
        do
        {
            var page = await Store.QueryAsync(Workspace, query);
            seen.AddRange(page.Items);
            query = query with { After = page.Next };

            // Removes a returned row (the one that the cursor refers to) and one that may follow, and adds rows anywhere.
            foreach (var id in page.Items.TakeLast(1).Select(static item => item.Id).Append(there[random.Next(there.Count)].Id).Where(removed.Add))
            {
                Assert.True(await Store.TryRemoveAsync(Workspace, id, (await Store.FindAsync(Workspace, id))!.Stamp));
            }

            await AddSomewhereAsync(random);
            await AddSomewhereAsync(random);
        }
        while (query.After is not null && seen.Count < 200);

        Assert.Equal(seen.Count, seen.DistinctBy(static record => record.Id).Count());
        Assert.Empty(there.Where(record => !removed.Contains(record.Id)).Select(static record => record.Id).Except(seen.Select(static record => record.Id)));
    }

    [Fact]
    public async Task Rename_between_pages_sorted_by_time_does_not_shift_records()
    {
        var records = new List<LoraRecord>();
        for (var index = 0; index < 4; index++)
        {
            records.Add(await AddAsync(record => record with { UploadedAt = Start.AddMilliseconds(-index) }));
        }

        var first = await Store.QueryAsync(Workspace, new LoraQuery { Take = 2 });
        Assert.True(await Store.TryUpdateAsync(records[1] with { Name = "renamed", Stamp = Guid.NewGuid() }, records[1].Stamp));
        var second = await Store.QueryAsync(Workspace, new LoraQuery { Take = 2, After = first.Next });

        Assert.Equal(records.Select(static record => record.Id), first.Items.Concat(second.Items).Select(static item => item.Id));
    }

    [Fact]
    public async Task Cursor_of_another_sort_order_or_origin_is_rejected()
    {
        for (var index = 0; index < 2; index++)
        {
            await AddAsync(record => record with { LastUsedAt = Start });
        }

        foreach (var sort in Enum.GetValues<LoraSort>())
        {
            var cursor = (await Store.QueryAsync(Workspace, new LoraQuery { Sort = sort, Take = 1 })).Next!;
            foreach (var other in Enum.GetValues<LoraSort>().Where(other => other != sort))
            {
                await AssertRejectedAsync(other, cursor);
            }

            foreach (var wrong in new[] { "", " ", "x", "garbage", "0", cursor[..^2], cursor[1..], "!" + cursor, "AAAA" + cursor, new string('A', 5000), "한복", "\0" })
            {
                await AssertRejectedAsync(sort, wrong);
            }
        }

        Task AssertRejectedAsync(LoraSort sort, string cursor) =>
            Assert.ThrowsAnyAsync<ArgumentException>(() => Store.QueryAsync(Workspace, new LoraQuery { Sort = sort, After = cursor }));
    }

    [Fact]
    public async Task Any_text_as_cursor_is_accepted_or_rejected_with_ArgumentException()
    {
        await AddAsync();
        await SeededCases.CheckAsync(200, Text, async text =>
        {
            try
            {
                await Store.QueryAsync(Workspace, new LoraQuery { Sort = (LoraSort)(text.Length % 4), After = text });
            }
            catch (ArgumentException)
            {
                // The only exception that callers handle.
            }
        });

        static string Text(Random random)
        {
            var bytes = random.Several(0, 60, () => (byte)random.Next(256));
            return Convert.ToBase64String([1, (byte)(bytes.Length % 4), .. bytes]).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        }
    }

    private async Task<List<LoraPage<LoraItem>>> PagesAsync(LoraWorkspaceId workspace, LoraQuery query)
    {
        var pages = new List<LoraPage<LoraItem>>();
        do
        {
            pages.Add(await Store.QueryAsync(workspace, query));
            query = query with { After = pages[^1].Next };
        }
        while (query.After is not null && pages.Count < 100);

        return pages;
    }

    private static IEnumerable<LoraItem> Items(params LoraRecord[] records) => records.Select(LoraItem.FromRecord);

    private Task<LoraRecord> AddSomewhereAsync(Random random) => AddAsync(record => record with
    {
        Name = $"name {random.Next(10)}",
        Size = 100 + random.Next(10),
        UploadedAt = Start.AddMilliseconds(random.Next(10)),
        LastUsedAt = Start.AddMilliseconds(random.Next(10)),
    });
}
