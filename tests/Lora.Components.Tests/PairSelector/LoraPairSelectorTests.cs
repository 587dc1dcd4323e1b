using AngleSharp.Dom;
using Bunit;
using Lora.Components.Tests.Selector;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.PairSelector;

public sealed class LoraPairSelectorTests : IDisposable
{
    private readonly ComponentTest _page = new();
    private readonly LoraItem _high;
    private readonly LoraItem _low;

    public LoraPairSelectorTests()
    {
        SelectorPage.Plan(_page);
        _low = _page.Client.Add("Neon rain low");
        _high = _page.Client.Add("Neon rain high");
    }

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Pair_is_a_labeled_group_with_two_labeled_selectors()
    {
        var pair = Render(new PairForm.Halves());

        Assert.Equal("LoRA pair", pair.Find("fieldset > legend").TextContent);
        Assert.Equal(["High", "Low"], pair.FindAll(".lora-chip").Select(chip => chip.TextContent));
        Assert.Equal(["LoRA pair High", "LoRA pair Low"], pair.FindAll(".lora-selector").Select(slot => string.Join(' ', slot.GetAttribute("aria-labelledby")!.Split(' ').Select(id => pair.Find($"#{id}").TextContent))));
    }

    [Fact]
    public void Each_noise_expert_has_its_own_selection_and_weight()
    {
        var pair = Render(new PairForm.Halves());

        Choose(pair, "High", _high);
        Choose(pair, "Low", _low);
        Box(pair, "High").Change("1.2");
        Box(pair, "Low").Change("-0.5");

        var form = pair.Instance.Value;
        Assert.Equal((_high.Path, _low.Path, 1.2m, -0.5m), (form.High, form.Low, form.HighWeight, form.LowWeight));
    }

    [Theory]
    [InlineData(true, false, "Only the high-noise LoRA is selected. It will be sent alone.")]
    [InlineData(false, true, "Only the low-noise LoRA is selected. It will be sent alone.")]
    [InlineData(true, true, "")]
    [InlineData(false, false, "")]
    public void Message_states_that_only_one_LoRA_is_selected(bool high, bool low, string expected)
    {
        var pair = Render(new PairForm.Halves { High = high ? _high.Path : "", Low = low ? _low.Path : null });

        Assert.Equal(expected, pair.Find(".lora-pair-note[role=status]").TextContent);
    }

    [Fact]
    public void Message_is_hidden_when_the_selected_LoRA_is_missing()
    {
        var pair = Render(new PairForm.Halves { High = _high.Path, Low = "" });
        Assert.NotEqual("", pair.Find(".lora-pair-note").TextContent);

        _page.Client.Remove(_high.Id);
        _page.Client.Notify(LoraChangeKind.Removed, _high.Id);

        pair.WaitForAssertion(() => Assert.Equal("", pair.Find(".lora-pair-note").TextContent));
    }

    [Fact]
    public void Changing_one_selection_keeps_the_other()
    {
        var pair = Render(new PairForm.Halves { High = _high.Path, Low = _low.Path });

        pair.FindAll(".lora-pair-slot")[0].QuerySelectorAll("button").Single(button => button.TextContent == "Clear").Click();

        Assert.Equal(("", _low.Path), (pair.Instance.Value.High, pair.Instance.Value.Low));
    }

    [Fact]
    public void Clear_both_clears_both_and_keeps_the_focus_in_the_pair()
    {
        var pair = Render(new PairForm.Halves { High = _high.Path, Low = _low.Path });

        Button(pair, "Clear both").Click();

        Assert.Equal(("", ""), (pair.Instance.Value.High, pair.Instance.Value.Low));
        Assert.DoesNotContain(pair.FindAll("button"), button => button.TextContent == "Clear both");
        Assert.True(SelectorPage.HasFocus(_page, pair.FindComponents<LoraSelector>()[0].Instance, "_trigger"));
    }

    [Fact]
    public void Weight_of_zero_is_kept()
    {
        var pair = Render(new PairForm.Halves { High = _high.Path, HighWeight = 0 });

        Assert.Equal("0.00", Box(pair, "High").GetAttribute("value"));
        Choose(pair, "Low", _low);
        Assert.Equal(0, pair.Instance.Value.HighWeight);
    }

    [Fact]
    public void Validation_messages_are_shown_at_their_selector()
    {
        var pair = Render(new PairForm.Halves { High = _high.Path, HighWeight = 9 });

        pair.Find("form").Submit();

        var slots = pair.FindAll(".lora-pair-slot");
        Assert.Equal(["A weight is at most 4."], slots[0].QuerySelectorAll(".lora-error").Select(error => error.TextContent));
        Assert.Equal(["Choose the low-noise LoRA."], slots[1].QuerySelectorAll(".lora-error").Select(error => error.TextContent));
        var trigger = slots[1].QuerySelector("button")!;
        Assert.Equal("true", trigger.GetAttribute("aria-invalid"));
        Assert.Contains(trigger.GetAttribute("aria-describedby")!.Split(' '), id => pair.Find($"#{id}").TextContent.Contains("Choose the low-noise LoRA.", StringComparison.Ordinal));
        Choose(pair, "Low", _low);
        Assert.DoesNotContain("Choose the low-noise LoRA.", pair.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_several_pairs_are_unique()
    {
        var first = Render(new PairForm.Halves { High = _high.Path, Low = _low.Path });
        var second = Render(new PairForm.Halves { High = _high.Path, Low = _low.Path });

        var ids = first.FindAll("[id]").Concat(second.FindAll("[id]")).Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(first.FindAll("label"), label => Assert.Contains(label.GetAttribute("for"), ids));
    }

    private static IElement Button(IRenderedComponent<PairForm> pair, string text) => pair.FindAll("button").Single(button => button.TextContent == text);

    private static IElement Box(IRenderedComponent<PairForm> pair, string expert) =>
        pair.Find($"#{pair.FindAll("label").Single(label => label.TextContent == $"{expert} weight").GetAttribute("for")}");

    private static void Choose(IRenderedComponent<PairForm> pair, string expert, LoraItem item)
    {
        IElement Slot() => pair.FindAll(".lora-pair-slot").Single(found => found.QuerySelector(".lora-chip")!.TextContent == expert);
        Slot().QuerySelector("button[aria-haspopup]")!.Click();
        Slot().QuerySelectorAll("[role=option]").Single(option => option.TextContent.Contains(item.Name, StringComparison.Ordinal)).Click();
    }

    private IRenderedComponent<PairForm> Render(PairForm.Halves value) => _page.Render<PairForm>(parameters => parameters.Add(form => form.Value, value));
}
