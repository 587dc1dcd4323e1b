using Bunit;
using Lora.Components.Tests.Support;
using Lora.Storage;
using Microsoft.AspNetCore.Components.Web;

namespace Lora.Components.Tests.Selector;

public sealed class LoraSelectorComboboxTests : IDisposable
{
    private readonly SelectorPage _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Opening_shows_and_focuses_a_labeled_combobox()
    {
        Fill(3);
        _page.Render(more: parameters => parameters.Add(selector => selector.Label, "LoRA model").Add(selector => selector.Id, "lora")).Open();

        var box = _page.Box;
        var list = _page.Selector.Find("[role=listbox]");
        Assert.Equal(("lora", "list", "true", list.Id), (box.Id, box.GetAttribute("aria-autocomplete"), box.GetAttribute("aria-expanded"), box.GetAttribute("aria-controls")));
        Assert.Equal("LoRA model", _page.Selector.Find($"#{box.GetAttribute("aria-labelledby")}").TextContent);
        Assert.Equal("lora", _page.Selector.Find("label").GetAttribute("for"));
        Assert.Null(box.GetAttribute("aria-activedescendant"));
        Assert.True(_page.FocusIsInBox);
        Assert.Single(_page.Module.Calls("place"));
    }

    [Fact]
    public void Three_recently_used_LoRAs_are_listed_first_without_duplicates()
    {
        Fill(6);
        for (var place = 0; place < 5; place++)
        {
            _page.Client.Change(_page.Client.Items[place].Id, item => item with { LastUsedAt = ComponentTest.Now.AddHours(-place) });
        }

        _page.Render().Open();

        Assert.Equal(["Recent", "All"], _page.Selector.FindAll(".lora-selector-group").Select(heading => heading.TextContent));
        Assert.Equal(["LoRA 0", "LoRA 1", "LoRA 2", "LoRA 5", "LoRA 4", "LoRA 3"], _page.Options);
        Assert.All(_page.Selector.FindAll("[role=group] > [role=option]"), option => Assert.Equal("6", option.GetAttribute("aria-setsize")));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], _page.Selector.FindAll("[role=option]").Select(option => option.GetAttribute("aria-posinset")));
    }

    [Theory]
    [InlineData("ArrowDown", "LoRA 2")]
    [InlineData("ArrowDown ArrowDown", "LoRA 1")]
    [InlineData("ArrowUp", "LoRA 0")]
    [InlineData("ArrowDown ArrowUp", "LoRA 0")]
    [InlineData("ArrowUp ArrowDown", "LoRA 2")]
    public void Arrow_keys_move_the_active_option(string keys, string active)
    {
        Fill(3);
        _page.Render().Open();

        Array.ForEach(keys.Split(' '), key => _page.Press(key));

        Assert.Equal(active, _page.Active);
        Assert.Equal(active, Assert.Single(_page.Selector.FindAll("[role=option][aria-selected=true] .lora-name")).TextContent);
        Assert.Equal(_page.Box.GetAttribute("aria-activedescendant"), _page.Module.Calls("reveal")[^1].Arguments[0]);
    }

    [Fact]
    public void Enter_selects_the_active_option_and_restores_the_focus()
    {
        Fill(3);
        _page.Render().Open().Press("ArrowDown").Press("Enter");

        Assert.Equal(_page.Client.Items[2].Path, _page.Value);
        Assert.Equal("LoRA 2", _page.Selector.Find(".lora-name").TextContent);
        Assert.Equal("LoRA 2 selected", _page.Announcement);
        Assert.True(_page.FocusIsOnFirstButton);
        Assert.Empty(_page.Client.Finds);
    }

    [Theory]
    [InlineData("Tab")]
    [InlineData("Home")]
    [InlineData("End")]
    [InlineData("Enter")]
    [InlineData("Escape")]
    public void Other_keys_do_not_change_the_value(string key)
    {
        Fill(3);
        var chosen = _page.Client.Items[1].Path;

        _page.Render(chosen).Open().Press(key);

        Assert.Equal(chosen, _page.Value);
    }

    [Fact]
    public void Keys_of_an_input_method_editor_are_ignored()
    {
        Fill(3);
        _page.Render().Open().Press("ArrowDown");

        _page.Box.KeyDown(new KeyboardEventArgs { Key = "Enter", IsComposing = true });

        Assert.Null(_page.Value);
        Assert.NotNull(_page.Active);
    }

    [Fact]
    public void Escape_closes_the_list_and_then_restores_the_focus()
    {
        Fill(3);
        _page.Render().Open().Search("LoRA 1").Press("Escape");

        Assert.Equal(("false", "LoRA 1"), (_page.Box.GetAttribute("aria-expanded"), _page.Box.GetAttribute("value")));
        Assert.Empty(_page.Selector.FindAll("[role=listbox]"));
        Assert.Null(_page.Box.GetAttribute("aria-controls"));
        _page.Press("Escape");
        Assert.Empty(_page.Selector.FindAll("[role=combobox]"));
        Assert.True(_page.FocusIsOnFirstButton);
        Assert.Equal("", _page.Open().Box.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Losing_the_focus_closes_the_list_without_a_selection()
    {
        Fill(3);
        _page.Render().Open().Press("ArrowDown");
        var focused = _page.Page.JSInterop.Invocations.Count(call => call.Identifier.EndsWith("focus", StringComparison.Ordinal));

        await _page.Module.InvokeAsync("LeaveAsync");

        Assert.Empty(_page.Selector.FindAll("[role=combobox]"));
        Assert.Null(_page.Value);
        Assert.Equal(focused, _page.Page.JSInterop.Invocations.Count(call => call.Identifier.EndsWith("focus", StringComparison.Ordinal)));
    }

    [Fact]
    public void Click_selects_an_option()
    {
        Fill(3);
        _page.Render().Open();

        _page.Selector.FindAll("[role=option]")[1].Click();

        Assert.Equal(_page.Client.Items[1].Path, _page.Value);
    }

    [Fact]
    public void Search_announces_the_number_of_matches()
    {
        Fill(12);
        _page.Render().Open().Search("LoRA 1");

        Assert.Equal(["LoRA 11", "LoRA 10", "LoRA 1"], _page.Options);
        Assert.Equal("3 LoRAs", _page.Announcement);
        Assert.Contains("3 of 12", _page.Selector.Find(".lora-selector-box").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Older_search_is_canceled_and_its_late_response_is_discarded()
    {
        Fill(60);
        _page.Render().Open();
        var slow = new TaskCompletionSource();
        var cancelled = false;
        _page.Client.OnNext(
            nameof(ILoraClient.ListAsync),
            (call, token) =>
            {
                token.Register(() => cancelled = true);
                return call.Arguments[0] is LoraQuery { Search: "LoRA 40" } ? slow.Task : Task.CompletedTask;
            },
            int.MaxValue);
        _page.Box.Input("LoRA 40");
        _page.Selector.WaitForState(() => _page.Client.Queries.Any(query => query.Search == "LoRA 40"));

        _page.Search("LoRA 42");
        _page.Selector.WaitForAssertion(() => Assert.Equal(["LoRA 42"], _page.Options));
        slow.SetResult();

        Assert.True(cancelled);
        Assert.Equal(["LoRA 42"], _page.Options);
    }

    [Fact]
    public void Moving_into_the_list_searches_immediately()
    {
        Fill(60);
        _page.Render().Open();

        _page.Box.Input("LoRA");
        _page.Box.Input("LoRA 42");
        _page.Press("ArrowDown");

        _page.Selector.WaitForAssertion(() => Assert.Equal("LoRA 42", _page.Active));
    }

    [Fact]
    public void No_match_is_announced()
    {
        Fill(3);
        _page.Render().Open().Search("nothing like it");

        Assert.Empty(_page.Options);
        Assert.Equal("No LoRA matches “nothing like it”", _page.Announcement);
        Assert.Null(_page.Box.GetAttribute("aria-controls"));
    }

    [Fact]
    public void List_shows_50_LoRAs_with_a_hint_and_a_button_for_more()
    {
        Fill(60);
        _page.Render().Open();

        Assert.Equal(50, _page.Options.Count);
        Assert.Contains("50 of 60 shown. Type to narrow the list.", _page.Selector.Markup, StringComparison.Ordinal);
        _page.Press("ArrowUp").Press("ArrowDown");
        Assert.Equal(60, _page.Options.Distinct().Count());
        Assert.Equal("LoRA 9", _page.Active);
        Assert.DoesNotContain("narrow", _page.Selector.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_error_is_announced_and_can_be_retried()
    {
        Fill(2);
        _page.Client.Fail(nameof(ILoraClient.ListAsync), new LoraStorageException());
        _page.Render().Open();

        Assert.Equal(new LoraStorageException().Message, _page.Announcement);
        _page.Client.Reset(nameof(ILoraClient.ListAsync));
        _page.Button("Try again").Click();
        Assert.Equal(2, _page.Options.Count);
        Assert.True(_page.FocusIsInBox);
    }

    [Fact]
    public void Selected_option_is_marked_with_text()
    {
        Fill(2);
        _page.Render(_page.Client.Items[0].Path).Open();

        var chosen = Assert.Single(_page.Selector.FindAll("[role=option]"), option => option.TextContent.Contains("selected", StringComparison.Ordinal));
        Assert.Contains("LoRA 0", chosen.TextContent, StringComparison.Ordinal);
    }

    private void Fill(int count)
    {
        for (var number = 0; number < count; number++)
        {
            _page.Client.Add($"LoRA {number}", uploadedAt: ComponentTest.Now.AddDays(-400).AddHours(number));
        }
    }
}
