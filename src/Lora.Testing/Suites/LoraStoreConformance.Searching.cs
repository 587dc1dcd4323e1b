using System.Text;
using Lora.Inspection;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    [Fact]
    public async Task Search_requires_every_word_in_name_or_file_name_in_any_order()
    {
        await AddNamedAsync("Neon city night", "wan22_high.safetensors");
        await AddNamedAsync("Neon portrait", "flux.safetensors");

        Assert.Equal(["Neon city night"], await NamesAsync(new LoraQuery { Search = "night neon" }));
        Assert.Equal(["Neon city night"], await NamesAsync(new LoraQuery { Search = "  HIGH\tcity  wan22 " }));
        Assert.Equal(["Neon portrait"], await NamesAsync(new LoraQuery { Search = "flux" }));
        Assert.Equal(2, (await NamesAsync(new LoraQuery { Search = "eon eon neo" })).Count());
        Assert.Empty(await NamesAsync(new LoraQuery { Search = "neon day" }));
        Assert.Empty(await NamesAsync(new LoraQuery { Search = "nightwan22" }));
    }

    [Fact]
    public async Task Search_includes_trigger_words()
    {
        var found = new LoraInspection { Metadata = new LoraMetadata { TriggerWords = ["sks woman", "빨간 한복"] } };
        await AddAsync(record => record with { Name = "first", Facts = LoraFacts.None.With(found) });
        await AddNamedAsync("second");

        Assert.Equal(["first"], await NamesAsync(new LoraQuery { Search = "SKS first" }));
        Assert.Equal(["first"], await NamesAsync(new LoraQuery { Search = "한복" }));
        Assert.Empty(await NamesAsync(new LoraQuery { Search = "womanfirst" }));
    }

    [Fact]
    public async Task Matches_of_a_search_are_counted_up_to_a_number()
    {
        for (var index = 0; index < 5; index++)
        {
            await AddAsync(record => record with { Name = $"wanted {index}", Size = 10, LastUsedAt = Start });
            await AddNamedAsync($"other {index}");
        }

        foreach (var query in new[] { new LoraQuery { Search = "wanted", Take = 1 }, new LoraQuery { Sort = LoraSort.RecentlyUsed, Take = 1 } })
        {
            Assert.Equal((3, true, null), await CountedAsync(query with { Count = 3 }));
            Assert.Equal((5, false), await CountedAsync(query with { Count = 5 }) is var (total, isCapped, _) ? (total, isCapped) : default);
            Assert.Equal((5, false, 50L), await CountedAsync(query with { Count = LoraQuery.ExactCount }));
            Assert.Equal((5, false, 50L), await CountedAsync(query with { Take = 5 }));
        }

        async Task<(int? Total, bool IsTotalCapped, long? TotalSize)> CountedAsync(LoraQuery query)
        {
            var page = await Store.QueryAsync(Workspace, query);
            return (page.Total, page.IsTotalCapped, page.TotalSize);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\n\u3000")]
    [InlineData(null)]
    public async Task Search_without_words_returns_all_records(string? search)
    {
        await AddNamedAsync("anything");

        Assert.Equal(["anything"], await NamesAsync(new LoraQuery { Search = search }));
    }

    [Theory]
    [InlineData("100% wool", "100%", "100x wool")]
    [InlineData("snake_case", "e_c", "snakeXcase")]
    [InlineData(@"back\slash", @"k\s", "backslash")]
    [InlineData(@"end\", @"\", "end")]
    [InlineData("[ab] set", "[ab]", "a set")]
    [InlineData("it's \"quoted\"", "'s", "its quoted")]
    [InlineData("star*", "r*", "starlight")]
    [InlineData("what?", "t?", "whats")]
    [InlineData("a--b; DROP TABLE x", "--", "a-b")]
    [InlineData("{0} braces", "{0}", "0 braces")]
    public async Task Search_treats_special_characters_literally(string name, string search, string other)
    {
        await AddNamedAsync(name);
        await AddNamedAsync(other);

        Assert.Equal([name], await NamesAsync(new LoraQuery { Search = search }));
    }

    [Theory]
    [InlineData("Cinematic LIGHT", "cINEMATIC light")]
    [InlineData("ÉCOLE française", "école FRANÇAISE")]
    [InlineData("Привет Мир", "ПРИВЕТ мир")]
    [InlineData("Ελληνικός", "ΕΛΛΗΝΙΚΌΣ")]
    [InlineData("한복 스타일", "한복")]
    [InlineData("水彩画スタイル", "水彩")]
    [InlineData("İstanbul ışık", "istanbul")]
    [InlineData("diyarbakır", "DIYARBAKIR")]
    [InlineData("Straßenbild", "STRASSE")]
    [InlineData("🎨 palette", "🎨")]
    public async Task Search_ignores_case_in_any_script(string name, string search)
    {
        await AddNamedAsync(name);
        await AddNamedAsync("something else");

        Assert.Equal([name], await NamesAsync(new LoraQuery { Search = search }));
        Assert.Equal([name], await NamesAsync(new LoraQuery { Search = name.ToUpperInvariant() }));
        Assert.Equal([name], await NamesAsync(new LoraQuery { Search = name.ToLowerInvariant() }));
    }

    [Fact]
    public async Task Search_ignores_the_Unicode_normalization_form()
    {
        // macOS decomposes file names.
        var decomposed = "한복 é".Normalize(NormalizationForm.FormD);
        await AddNamedAsync("first", decomposed + ".safetensors");
        await AddNamedAsync("second", "한복 é.safetensors");

        Assert.Equal(2, (await NamesAsync(new LoraQuery { Search = "한복 É" })).Count());
        Assert.Equal(2, (await NamesAsync(new LoraQuery { Search = decomposed })).Count());
    }

    [Fact]
    public async Task Search_with_invalid_text_finds_nothing_and_does_not_fail()
    {
        await AddNamedAsync("style");
        var manyWords = string.Join(' ', Enumerable.Range(0, 2000).Select(static number => $"w{number}"));
        foreach (var search in new[] { "x\0y", "half \ud800 pair", "\udfff", new string('x', 60_000), manyWords, "%%%", "____" })
        {
            Assert.Empty(await NamesAsync(new LoraQuery { Search = search }));
        }
    }

    [Fact]
    public async Task Search_results_have_pages_and_a_total()
    {
        for (var index = 0; index < 5; index++)
        {
            await AddAsync(record => record with { Name = $"wanted {index}", Size = 10 });
            await AddAsync(record => record with { Name = $"other {index}", Size = 1000 });
        }

        foreach (var sort in new[] { LoraSort.Newest, LoraSort.Name, LoraSort.Largest })
        {
            var pages = await PagesAsync(Workspace, new LoraQuery { Search = "WANTED", Sort = sort, Take = 2, Count = LoraQuery.ExactCount });

            Assert.Equal(3, pages.Count);
            Assert.All(pages, static page => Assert.Equal((5, 50L), (page.Total, page.TotalSize)));
            Assert.Equal(
                Enumerable.Range(0, 5).Select(static index => $"wanted {index}"),
                pages.SelectMany(static page => page.Items).Select(static record => record.Name).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Search_returns_exactly_the_records_with_the_words()
    {
        var turn = 0;
        await SeededCases.CheckAsync(100, Case, async generated =>
        {
            var workspace = new LoraWorkspaceId($"{Workspace} {turn++}");
            foreach (var (name, file) in generated.Names.Zip(generated.Files))
            {
                await AddAsync(record => record with { Workspace = workspace, Name = name, FileName = file });
            }

            var search = string.Join(' ', generated.Words);
            var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var expected = generated.Names.Zip(generated.Files).Where(pair => words.All(part =>
                pair.First.Contains(part, StringComparison.OrdinalIgnoreCase) || pair.Second.Contains(part, StringComparison.OrdinalIgnoreCase)));

            var page = await Store.QueryAsync(workspace, new LoraQuery { Search = search });

            Assert.Equal(expected.Order(), page.Items.Select(static record => (record.Name, record.FileName)).Order());
            Assert.Equal(page.Items.Count, page.Total);
        });

        static (string[] Names, string[] Files, string[] Words) Case(Random random)
        {
            return (random.Several(6, 6, Name), random.Several(6, 6, Name), random.Several(2, 2, () => Pieces(1, 2)));

            string Name() => "n" + Pieces(6, 6).TrimEnd();

            string Pieces(int least, int most) => string.Concat(random.Several(
                least, most, () => random.OneOf("a", "B", "é", "É", "ж", "가", "나", "%", "_", "\\", "[", "'", " ", ".", "🎨", "0")));
        }
    }
}
