using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Times_are_returned_in_UTC_to_the_millisecond()
    {
        await SeededCases.CheckAsync(100, Moment, async moment =>
        {
            var upload = await AddUploadAsync(upload => upload with { CreatedAt = moment, ExpiresAt = moment });
            var found = (await Store.FindUploadAsync(Workspace, upload.Id))!;
            Assert.Equal((moment, TimeSpan.Zero), (found.CreatedAt, found.CreatedAt.Offset));
            Assert.Equal((moment, TimeSpan.Zero), (found.ExpiresAt, found.ExpiresAt.Offset));
            Assert.True(await Store.TryRemoveUploadAsync(Workspace, upload.Id, upload.Stamp));
        });

        static DateTimeOffset Moment(Random random)
        {
            var milliseconds = random.Next(4) == 0 ? random.OneOf(0, 1, 10, 100, 120, 999, 1000, 59_999) : random.Next(86_400_000);
            var zone = TimeSpan.FromMinutes(random.OneOf(0, 0, 60, 330, 540, -480));
            return new DateTimeOffset(1971, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(40_001)).AddMilliseconds(milliseconds).ToOffset(zone);
        }
    }

    [Fact]
    public async Task Sorting_and_comparing_times_includes_milliseconds()
    {
        // As text, ".1", ".12" and ".099" sort differently if a database omits trailing zeros.
        int[] milliseconds = [0, 1, 9, 10, 12, 99, 100, 101, 120, 999];
        var random = new Random(1);
        var records = new List<LoraRecord>();
        foreach (var part in milliseconds.OrderBy(_ => random.Next()))
        {
            records.Add(await AddAsync(record => record with { UploadedAt = Start.AddMilliseconds(part - Start.Millisecond), LastUsedAt = Start.AddMilliseconds(part - Start.Millisecond) }));
        }

        foreach (var sort in new[] { LoraSort.Newest, LoraSort.RecentlyUsed })
        {
            var pages = await PagesAsync(Workspace, new LoraQuery { Sort = sort, Take = 3 });
            Assert.Equal(milliseconds.Reverse(), pages.SelectMany(static page => page.Items).Select(static record => record.UploadedAt.Millisecond));
        }

        var era = NewEra();
        foreach (var part in milliseconds)
        {
            await AddUploadAsync(upload => upload with { ExpiresAt = era.AddMilliseconds(part - 1000) });
        }

        foreach (var part in milliseconds)
        {
            var due = await Store.ListExpiredUploadsAsync(era.AddMilliseconds(part - 1000), 100);
            Assert.Equal(milliseconds.Where(other => other <= part), due.Select(static upload => upload.ExpiresAt.Millisecond));
        }
    }
}
