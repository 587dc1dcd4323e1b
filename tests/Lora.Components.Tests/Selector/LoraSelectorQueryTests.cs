using Bunit;
using Lora.Components.Tests.Support;
using Lora.Inspection;
using Lora.Testing;
using Microsoft.AspNetCore.Components;

namespace Lora.Components.Tests.Selector;

/// <summary>The requests that the selector sends, and when.</summary>
public sealed class LoraSelectorQueryTests : IDisposable
{
    private readonly SelectorPage _page = new();

    public void Dispose() => _page.Dispose();

    private ScriptedLoraClient Client => _page.Client;

    private IReadOnlyList<string?> Searches => [.. Client.Queries.Select(query => query.Search)];

    [Fact]
    public void Opening_reads_a_page_and_the_recently_used_LoRAs()
    {
        Fill(60);
        _page.Render().Open();

        Assert.Equal([(LoraSort.Newest, 50), (LoraSort.RecentlyUsed, 3)], Client.Queries.Select(query => (query.Sort, query.Take)).Order());
        Assert.Equal("60 LoRAs", _page.Announcement);
    }

    [Fact]
    public void Keystroke_sends_one_query_that_counts_up_to_a_number()
    {
        Fill(60);
        Client.Change(Client.Items[1].Id, item => item with { LastUsedAt = ComponentTest.Now });
        Client.Change(Client.Items[2].Id, item => item with { LastUsedAt = ComponentTest.Now.AddDays(-1) });
        _page.Render().Open();
        var before = Client.Calls.Count;

        _page.Box.Input("LoRA-1");

        var query = Assert.IsType<LoraQuery>(Assert.Single(Client.Calls.Skip(before)).Arguments[0]);
        Assert.Equal(("LoRA-1", LoraQuery.CappedCount), (query.Search, query.Count));
        Assert.Equal("11 of 60", Count);
        Assert.Equal(["LoRA-1", "LoRA-19"], _page.Options.Take(2));
        Assert.Equal(["Recent", "All"], _page.Selector.FindAll(".lora-selector-group").Select(heading => heading.TextContent));
    }

    [Fact]
    public void Keystroke_sends_one_query_if_base_models_are_accepted()
    {
        Fill(60, LoraFamilies.Wan14B);
        Fill(10, LoraFamilies.Unknown);
        Fill(5, LoraFamilies.Sdxl);
        Render(LoraFamilies.Wan14B).Open();
        var before = Client.Calls.Count;

        _page.Box.Input("LoRA-6");

        Assert.Single(Client.Calls.Skip(before));
        Assert.Equal("11 of 75", Count);
        Assert.Equal("11 LoRAs, 5 incompatible LoRAs are hidden", _page.Announcement);
    }

    [Fact]
    public void Search_without_compatible_matches_says_so()
    {
        Fill(60, LoraFamilies.Wan14B);
        Client.Add("Other", facts: KnownFacts.Of(LoraFamilies.Sdxl));
        Render(LoraFamilies.Wan14B).Open().Search("other");

        Assert.Equal("No compatible LoRA matches “other”", _page.Announcement);
        _page.Button("Show all (1 hidden)").Click();
        Assert.Equal(["Other"], _page.Options);
    }

    [Theory]
    [InlineData("LoRA-42|LoRA-4", "LoRA-4|LoRA-40|LoRA-41|LoRA-42|LoRA-43|LoRA-44|LoRA-45|LoRA-46|LoRA-47|LoRA-48|LoRA-49")]
    [InlineData("LoRA-4|LoRA-42", "LoRA-42")]
    [InlineData("lora-4|42 lora-4", "LoRA-42")]
    [InlineData("-4|LoRA-42.SAFE", "LoRA-42")]
    [InlineData("-4|zzz -4", "")]
    public void Search_shows_the_matches_however_it_was_typed(string texts, string names)
    {
        Fill(60);
        _page.Render().Open();

        Array.ForEach(texts.Split('|'), text => _page.Search(text));

        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), _page.Options.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Longer_search_filters_complete_results_at_once()
    {
        Fill(60);
        Client.Add("Moss", facts: KnownFacts.Of(LoraFamilies.Sdxl) with { TriggerWords = ["sks-40 garden"] });
        _page.Render().Open();
        _page.Box.Input("-4");
        var before = Client.Calls.Count;

        _page.Box.Input("-40");

        Assert.Equal(["Moss", "LoRA-40"], _page.Options);
        Assert.Equal(("2 LoRAs", "2 of 61"), (_page.Announcement, Count));
        _page.Box.Input("-4");
        Assert.Equal(12, _page.Options.Count);
        Assert.Equal(before, Client.Calls.Count);
    }

    [Fact]
    public void Small_library_is_searched_without_queries()
    {
        Fill(50);
        _page.Render().Open();
        var before = Client.Calls.Count;

        foreach (var text in new[] { "l", "LoRA-4", "LoRA-42", "nothing", "" })
        {
            _page.Box.Input(text);
        }

        Assert.Equal(50, _page.Options.Count);
        Assert.Equal(before, Client.Calls.Count);
    }

    [Fact]
    public void Incomplete_or_old_results_are_not_filtered()
    {
        Fill(60);
        _page.Render().Open();
        _page.Search("LoRA").Search("LoRA-4").Search("LoRA-42").Search("LoRA");
        Assert.Equal([null, null, "LoRA", "LoRA-4", "LoRA"], Searches);

        _page.Search("LoRA-4");
        _page.Page.Time.Advance(LoraOptionSource.Freshness);
        _page.Search("LoRA-42");

        Assert.Equal(["LoRA", "LoRA-42"], Searches.TakeLast(2));
    }

    [Fact]
    public void First_keystroke_searches_at_once_and_the_following_ones_together()
    {
        Fill(60);
        _page.Render().Open();
        using var delay = Client.DelayNext(nameof(ILoraClient.ListAsync));
        _page.Box.Input("L");
        Assert.Equal([null, null, "L"], Searches);
        Assert.Equal("Loading LoRAs…", _page.Announcement);

        _page.Page.Time.Advance(LoraPicker.Pause / 2);
        _page.Box.Input("Lo");
        _page.Box.Input("LoRA-42");
        Assert.Equal([null, null, "L"], Searches);
        _page.Page.Time.Advance(LoraPicker.Pause / 2);

        _page.Selector.WaitForAssertion(() => Assert.Equal(["LoRA-42"], _page.Options));
        Assert.Equal([null, null, "L", "LoRA-42"], Searches);
    }

    [Fact]
    public async Task Keystroke_at_the_end_of_the_pause_sends_no_query_for_the_one_before()
    {
        Fill(60);
        _page.Render().Open();
        _page.Box.Input("L");
        _page.Box.Input("LoRA-4");

        // The renderer handles the key before it continues after the pause.
        using var busy = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        var work = Task.Run(() => _page.Selector.InvokeAsync(() =>
        {
            busy.Set();
            free.Wait();
        }));
        busy.Wait();
        var key = _page.Box.InputAsync(new ChangeEventArgs { Value = "LoRA-42" });
        _page.Page.Time.Advance(LoraPicker.Pause);
        free.Set();
        await Task.WhenAll(work, key);

        _page.Selector.WaitForAssertion(() => Assert.Equal(["LoRA-42"], _page.Options));
        Assert.Equal([null, null, "L", "LoRA-42"], Searches);
    }

    [Fact]
    public void Base_models_are_counted_only_for_the_filter()
    {
        Fill(2, LoraFamilies.Wan14B);
        Client.Add("Other", facts: KnownFacts.Of(LoraFamilies.Sdxl));
        Render(LoraFamilies.Wan14B).Open();
        Assert.DoesNotContain(Client.Calls, call => call.Member == nameof(ILoraClient.CountFamiliesAsync));

        _page.Button("Show all (1 hidden)").Click();

        Assert.Single(Client.Calls, call => call.Member == nameof(ILoraClient.CountFamiliesAsync));
        Assert.Equal(3, _page.Selector.Find("select[aria-label='Base model']").QuerySelectorAll("option").Length);
    }

    [Fact]
    public void Reopened_list_shows_its_first_page_without_requests()
    {
        Fill(120);
        _page.Render().Open();
        var first = _page.Options;
        _page.Button("Show more").Click();
        _page.Search("LoRA-42").Press("Escape").Press("Escape");
        var before = Client.Calls.Count;

        _page.Open();

        Assert.Equal(first, _page.Options);
        Assert.Equal(("120 LoRAs", before), (_page.Announcement, Client.Calls.Count));
        _page.Button("Show more").Click();
        Assert.Equal(100, _page.Options.Distinct().Count());
    }

    [Theory]
    [InlineData(LoraChangeKind.Added)]
    [InlineData(LoraChangeKind.Used)]
    public void Reopened_list_is_refreshed_after_a_change(LoraChangeKind kind)
    {
        Fill(3);
        _page.Render().Open().Press("Escape");
        Client.Notify(kind, Client.Add("New", uploadedAt: ComponentTest.Now, lastUsedAt: ComponentTest.Now).Id);
        var before = Client.Calls.Count;
        using var delay = Client.DelayNext(nameof(ILoraClient.ListAsync), 2);

        _page.Open();
        Assert.Equal(["LoRA-2", "LoRA-1", "LoRA-0"], _page.Options);
        _page.Press("ArrowDown");
        delay.Release();

        _page.Selector.WaitForAssertion(() => Assert.Equal(["New", "LoRA-2", "LoRA-1", "LoRA-0"], _page.Options));
        Assert.Equal("LoRA-2", _page.Active);
        Assert.Equal(before + 3, Client.Calls.Count);
    }

    [Fact]
    public void Reopened_list_is_refreshed_when_it_is_old()
    {
        Fill(3);
        _page.Render().Open().Press("Escape");
        _page.Page.Time.Advance(LoraOptionSource.Freshness);
        Client.Add("New", uploadedAt: ComponentTest.Now);

        _page.Open();

        Assert.Equal(["New", "LoRA-2", "LoRA-1", "LoRA-0"], _page.Options);
    }

    [Fact]
    public void Reopened_list_is_refreshed_without_a_subscription()
    {
        Client.Fail(nameof(ILoraClient.SubscribeAsync), new InvalidOperationException());
        Fill(3);
        _page.Render().Open().Press("Escape");
        Client.Add("New", uploadedAt: ComponentTest.Now);

        _page.Open();

        Assert.Equal(["New", "LoRA-2", "LoRA-1", "LoRA-0"], _page.Options);
    }

    [Fact]
    public async Task Change_while_the_list_loads_is_not_lost()
    {
        Fill(3);
        _page.Render();
        using (var delay = Client.DelayNext(nameof(ILoraClient.CountFamiliesAsync)))
        using (var page = Client.DelayNext(nameof(ILoraClient.ListAsync), 2))
        {
            _page.Open();
            _page.Selector.WaitForAssertion(() => Assert.Equal(2, Client.Queries.Count));
            Client.Notify(LoraChangeKind.Used, Client.Items[0].Id);

            // What is notified before the responses is handled before them.
            await _page.Selector.InvokeAsync(static () => { });
        }

        _page.Selector.WaitForAssertion(() => Assert.Equal(3, _page.Options.Count));
        _page.Press("Escape");
        var before = Client.Queries.Count;
        _page.Open();

        Assert.Equal(before + 2, Client.Queries.Count);
    }

    [Fact]
    public void Kept_page_belongs_to_the_selector_that_was_opened_last()
    {
        Fill(3);
        _page.Render().Open().Press("Escape");
        var before = Client.Queries.Count;
        var other = _page.Page.Render<LoraSelector>();
        other.Find("button[aria-haspopup]").Click();
        other.WaitForAssertion(() => Assert.Equal(before + 2, Client.Queries.Count));

        _page.Open();

        Assert.Equal(before + 4, Client.Queries.Count);
    }

    [Fact]
    public void Result_is_rendered_once()
    {
        Fill(60);
        _page.Render().Open();
        using var delay = Client.DelayNext(nameof(ILoraClient.ListAsync));
        _page.Box.Input("LoRA-42");
        var before = _page.Selector.RenderCount;

        delay.Release();

        _page.Selector.WaitForAssertion(() => Assert.Equal(["LoRA-42"], _page.Options));
        _page.Press("ArrowLeft");
        Assert.Equal(before + 2, _page.Selector.RenderCount);
    }

    private string Count => _page.Selector.Find(".lora-selector-count").TextContent;

    private SelectorPage Render(string family) => _page.Render("", parameters => parameters.Add(selector => selector.Families, [family]));

    private void Fill(int count, string? family = null)
    {
        var first = Client.Items.Count;
        for (var number = first; number < first + count; number++)
        {
            Client.Add($"LoRA-{number}", uploadedAt: ComponentTest.Now.AddDays(-400).AddHours(number), facts: family is null ? null : KnownFacts.Of(family));
        }
    }
}
