namespace Lora.Components.Tests.Selector;

/// <summary>The keyboard interaction of an ARIA combobox with list autocomplete and manual selection.</summary>
public sealed class ComboboxStateTests
{
    [Theory]
    [InlineData("ArrowDown", false, -1, 0)]
    [InlineData("ArrowDown", false, 0, 1)]
    [InlineData("ArrowDown", false, 2, 0)]
    [InlineData("ArrowUp", false, -1, 2)]
    [InlineData("ArrowUp", false, 2, 1)]
    [InlineData("ArrowUp", false, 0, 2)]
    [InlineData("ArrowDown", true, 1, 1)]
    [InlineData("Home", false, 1, 1)]
    [InlineData("End", false, 1, 1)]
    [InlineData("a", false, 1, 1)]
    public void Key_moves_the_active_option(string key, bool alt, int from, int to) => Assert.Equal(to, Press(Open(3, active: from), key, alt).State.Active);

    [Fact]
    public void Enter_accepts_the_active_option()
    {
        var step = Press(Open(3, active: 1), "Enter");

        Assert.Equal(ComboboxEffect.Accept, step.Effect);
        Assert.Equal("LoRA 1", step.Accepted!.Item.Name);
        Assert.Equal(ComboboxState.Idle, step.State);
    }

    [Fact]
    public void Enter_without_an_active_option_accepts_nothing()
    {
        var open = Open(3);

        Assert.Equal(new ComboboxStep(open), Press(open, "Enter"));
    }

    [Fact]
    public void Tab_accepts_nothing() => Assert.Equal(new ComboboxStep(ComboboxState.Idle), Press(Open(3, active: 1), "Tab"));

    [Fact]
    public void Escape_closes_the_list_first_and_leaves_second()
    {
        var closed = Press(Open(3, active: 1, search: "moss"), "Escape");

        Assert.Equal((true, false, "moss", -1), (closed.State.IsEditing, closed.State.IsOpen, closed.State.Text, closed.State.Active));
        Assert.Equal(ComboboxEffect.None, closed.Effect);
        Assert.Equal(new ComboboxStep(ComboboxState.Idle, ComboboxEffect.Leave), Press(closed.State, "Escape"));
    }

    [Fact]
    public void Escape_leaves_when_there_is_no_search_text() =>
        Assert.Equal(new ComboboxStep(ComboboxState.Idle, ComboboxEffect.Leave), Press(Open(3), "Escape"));

    [Theory]
    [InlineData("ArrowDown", true, -1)]
    [InlineData("Enter", false, -1)]
    [InlineData("ArrowDown", false, 0)]
    [InlineData("ArrowUp", false, 2)]
    public void Key_opens_a_closed_list(string key, bool alt, int active)
    {
        var closed = Press(Open(3, search: "x"), "ArrowUp", alt: true).State;

        Assert.False(closed.IsOpen);
        var opened = Press(closed, key, alt).State;
        Assert.Equal((true, active), (opened.IsOpen, opened.Active));
    }

    [Fact]
    public void Options_of_an_older_search_cannot_be_accepted()
    {
        var typed = Open(3, active: 1).Type("new");

        Assert.Equal(-1, typed.Active);
        Assert.Null(Press(typed, "Enter").Accepted);
        Assert.Null(typed.Click(typed.List.Options[0].Key).Accepted);
    }

    [Theory]
    [InlineData("ArrowDown", "LoRA 7")]
    [InlineData("ArrowUp", "LoRA 8")]
    public void Move_is_postponed_until_the_options_are_loaded(string key, string expected)
    {
        var waiting = Press(Open(3).Type("new"), key).State;

        Assert.Equal(-1, waiting.Active);
        Assert.Equal(expected, waiting.Loaded(List(7, 8)).ActiveOption!.Item.Name);
    }

    [Fact]
    public void Active_option_stays_active_when_the_list_changes()
    {
        var open = Open(3, active: 2);

        Assert.Equal("LoRA 2", open.Loaded(List(9, 2, 0)).ActiveOption!.Item.Name);
        Assert.Null(open.Loaded(List(0, 1)).ActiveOption);
    }

    [Fact]
    public void Down_on_the_last_option_loads_more()
    {
        var last = ComboboxState.Begin().Loaded(List(0, 1) with { HasMore = true }).Press(ComboboxKey.Up).State;

        var step = Press(last, "ArrowDown");

        Assert.Equal(ComboboxEffect.LoadMore, step.Effect);
        Assert.Equal("LoRA 2", step.State.Loaded(List(0, 1, 2)).ActiveOption!.Item.Name);
    }

    [Fact]
    public void Empty_list_has_no_active_option()
    {
        var empty = ComboboxState.Begin().Loaded(LoraOptionList.Empty);

        Assert.All(["ArrowDown", "ArrowUp", "Enter"], key => Assert.Equal(-1, Press(empty, key).State.Active));
    }

    internal static LoraItem Item(int number) => new(
        new LoraId(new Guid(number + 1, 0, 0, new byte[8])), $"LoRA {number}", $"{number}.safetensors", "safetensors", 1000, $"s3://loras/{number}", default, null, 0);

    internal static LoraOptionList List(params IEnumerable<int> numbers)
    {
        var options = numbers.Select(number => new LoraOption(LoraOptionGroup.All, Item(number))).ToList();
        return new LoraOptionList(options, options.Count, options.Count, HasMore: false);
    }

    private static ComboboxState Open(int count, int active = -1, string? search = null)
    {
        var state = ComboboxState.Begin();
        state = (search is null ? state : state.Type(search)).Loaded(List(Enumerable.Range(0, count)));
        for (var step = 0; step <= active; step++)
        {
            state = state.Press(ComboboxKey.Down).State;
        }

        return state;
    }

    private static ComboboxStep Press(ComboboxState state, string key, bool alt = false) => state.Press(ComboboxKeys.Read(key, alt));
}
