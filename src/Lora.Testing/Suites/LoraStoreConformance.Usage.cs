using Lora.Inspection;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    private static readonly string[] CountedFamilies = ["flux1", "chroma", "wan-14b"];
    private static readonly LoraNoiseExpert[] CountedRoles = [LoraNoiseExpert.Unknown, LoraNoiseExpert.High];

    [Fact]
    public async Task Totals_of_all_filters_equal_a_recount_after_any_operations()
    {
        var turn = 0;
        await SeededCases.CheckAsync(25, static random => random.Several(1, 30, random.Next), async steps =>
        {
            var workspaces = new[] { new LoraWorkspaceId($"{Workspace} {turn++}"), new LoraWorkspaceId($"{Workspace} {turn++}") };
            var records = new List<LoraRecord>();
            foreach (var step in steps)
            {
                await ChangeSomethingAsync(records, workspaces, new Random(step));
            }

            foreach (var workspace in workspaces)
            {
                await AssertTotalsAsync(workspace, [.. records.Where(record => record.Workspace == workspace)]);
            }
        });
    }

    [Fact]
    public async Task Totals_are_exact_after_many_changes_at_once()
    {
        var records = await TogetherAsync(24, index => AddAsync(record => record with { Size = 10 + index, Facts = Found(CountedFamilies[index % 2]) }));
        await TogetherAsync(24, index => (index % 3) switch
        {
            0 => Store.TryRemoveAsync(Workspace, records[index].Id, records[index].Stamp),
            1 => Store.TryUpdateAsync(records[index] with { Facts = Found(CountedFamilies[2]), Stamp = Guid.NewGuid() }, records[index].Stamp),
            _ => Task.FromResult(true),
        });

        await AssertTotalsAsync(
            Workspace, [.. records.Where((_, index) => index % 3 != 0).Select((record, index) => index % 2 == 0 ? record with { Facts = Found(CountedFamilies[2]) } : record)]);
    }

    [Fact]
    public async Task Filter_returns_the_records_of_any_number_of_base_models()
    {
        const int Families = 270;
        var added = new HashSet<LoraId>();
        for (var number = 0; number < Families; number++)
        {
            var facts = LoraFacts.None with { Correction = new LoraCorrection { Family = $"own-{number}" } };
            added.Add((await AddAsync(record => record with { Name = $"name {number % 9}", UploadedAt = Start.AddSeconds(number % 5), Facts = facts })).Id);
        }

        await AddAsync(static record => record with { Facts = Found("wan-14b", LoraNoiseExpert.High) });
        foreach (var sort in new[] { LoraSort.Newest, LoraSort.Name })
        {
            var pages = await PagesAsync(Workspace, new LoraQuery { Roles = [LoraNoiseExpert.Unknown], IncludeMissing = true, Sort = sort, Take = 100 });

            var found = pages.SelectMany(static page => page.Items).ToList();
            Assert.Equal(Families, found.Count);
            Assert.Equal(added, found.Select(static item => item.Id).ToHashSet());
            Assert.Equal(Families, pages[0].Total);
        }
    }

    private async Task ChangeSomethingAsync(List<LoraRecord> records, LoraWorkspaceId[] workspaces, Random random)
    {
        var facts = Found(random.OneOf(CountedFamilies), random.OneOf(CountedRoles), candidates: random.Next(3) == 0 ? ["chroma"] : []);
        if (records.Count == 0 || random.Next(3) == 0)
        {
            records.Add(await AddAsync(record => record with { Workspace = random.OneOf(workspaces), Size = random.Next(1, 1000), Facts = facts }));
            return;
        }

        var place = random.Next(records.Count);
        var old = records[place];
        switch (random.Next(6))
        {
            case 0:
                Assert.True(await Store.TryRemoveAsync(old.Workspace, old.Id, old.Stamp));
                records.RemoveAt(place);
                break;
            case 1:
                records[place] = await ChangeAsync(old with { State = random.OneOf(LoraState.Ready, LoraState.Missing, LoraState.Deleting) });
                break;
            case 2:
                records[place] = old with { Facts = facts, Stamp = Guid.NewGuid() };
                Assert.True(await Store.TryUpdateWithThumbnailAsync(records[place], thumbnail: null, old.Stamp));
                break;
            case 3:
                Assert.False(await Store.TryUpdateAsync(old with { Facts = facts }, Guid.NewGuid()));
                Assert.False(await Store.TryRemoveAsync(old.Workspace, old.Id, Guid.NewGuid()));
                break;
            case 4:
                await Store.MoveWorkspaceAsync(workspaces[0], workspaces[1]);
                for (var index = 0; index < records.Count; index++)
                {
                    records[index] = records[index] with { Workspace = workspaces[1] };
                }

                break;
            default:
                records[place] = await ChangeAsync(old with { Name = $"name {random.Next(100)}", Facts = facts });
                break;
        }
    }

    private async Task AssertTotalsAsync(LoraWorkspaceId workspace, List<LoraRecord> records)
    {
        var kept = records.Where(static record => record.State != LoraState.Deleting).ToList();
        Assert.Equal(new LoraUsage(kept.Count, kept.Sum(static record => record.Size), 0, 0), await Store.GetUsageAsync(workspace));
        Assert.Equal(
            kept.SelectMany(static record => record.Facts.Families()).CountBy(static family => family).OrderBy(static pair => pair.Key, StringComparer.Ordinal),
            (await Store.CountFamiliesAsync(workspace)).OrderBy(static pair => pair.Key, StringComparer.Ordinal));
        string?[] families = [null, .. CountedFamilies];
        LoraNoiseExpert?[] roles = [null, .. CountedRoles];
        foreach (var (family, role, missing) in families.SelectMany(family => roles.SelectMany(role => new[] { (family, role, false), (family, role, true) })))
        {
            var expected = kept.Where(record => (missing || record.State == LoraState.Ready)
                && (family is null || record.Facts.Families().Contains(family)) && (role is null || record.Facts.Role() == role)).ToList();
            var query = new LoraQuery { Families = family is null ? [] : [family], Roles = role is { } one ? [one] : [], IncludeMissing = missing, Take = 1 };

            var page = await Store.QueryAsync(workspace, query);

            Assert.Equal((expected.Count, expected.Sum(static record => record.Size)), (page.Total, page.TotalSize));
            Assert.Equal(expected.Select(static record => record.Id).ToHashSet(), (await Store.QueryAsync(workspace, query with { Take = LoraQuery.MaxTake })).Items.Select(static item => item.Id).ToHashSet());
        }
    }
}
