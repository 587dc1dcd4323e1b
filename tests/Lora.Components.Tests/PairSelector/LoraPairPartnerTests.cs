using AngleSharp.Dom;
using Bunit;
using Lora.Components.Tests.Selector;
using Lora.Components.Tests.Support;
using Lora.Inspection;
using Lora.Storage;

namespace Lora.Components.Tests.PairSelector;

public sealed class LoraPairPartnerTests : IDisposable
{
    private readonly ComponentTest _page = new();
    private readonly LoraItem _high;
    private readonly LoraItem _low;

    public LoraPairPartnerTests()
    {
        SelectorPage.Plan(_page);
        _high = _page.Client.Add("Neon rain high", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.High));
        _low = _page.Client.Add("Neon rain low", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.Low));
        _page.Client.Partners[_high.Id] = _low.Id;
        _page.Client.Partners[_low.Id] = _high.Id;
    }

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Partner_is_suggested_and_can_be_selected()
    {
        var pair = Render(new PairForm.Halves { High = _high.Path, Low = "" });
        Assert.Equal("Suggested partner: Neon rain low", Offer(pair));

        var use = Button(pair, "Use it");
        Assert.Equal("Use it: Neon rain low", use.GetAttribute("aria-label"));
        use.Click();

        Assert.Equal((_high.Path, _low.Path), (pair.Instance.Value.High, pair.Instance.Value.Low));
        Assert.Equal("", Offer(pair));
    }

    [Fact]
    public void High_noise_LoRA_is_suggested_for_the_low_noise_one()
    {
        var pair = Render(new PairForm.Halves { High = "", Low = _low.Path });
        Button(pair, "Use it").Click();
        Assert.Equal(_high.Path, pair.Instance.Value.High);
    }

    [Fact]
    public void No_partner_is_suggested_when_there_is_none_or_loading_fails()
    {
        _page.Client.Partners.Clear();
        Assert.Equal("", Offer(Render(new PairForm.Halves { High = _high.Path, Low = "" })));

        _page.Client.FailAnalysis(new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Gone.", isTransient: true));
        Assert.Equal("", Offer(Render(new PairForm.Halves { High = _high.Path, Low = "" })));
    }

    [Fact]
    public void No_partner_is_suggested_when_both_are_selected() =>
        Assert.Equal("", Offer(Render(new PairForm.Halves { High = _high.Path, Low = _low.Path })));

    [Fact]
    public void Swap_exchanges_LoRAs_and_weights_and_is_announced()
    {
        var pair = Render(new PairForm.Halves { High = _low.Path, Low = _high.Path, HighWeight = 0.5m, LowWeight = 1.5m });
        Button(pair, "Swap").Click();

        var form = pair.Instance.Value;
        Assert.Equal((_high.Path, _low.Path, 1.5m, 0.5m), (form.High, form.Low, form.HighWeight, form.LowWeight));
        Assert.Contains("High and low were swapped.", pair.FindAll(".lora-pair-foot [role=status]").Select(status => status.TextContent));
    }

    [Fact]
    public void Swap_moves_a_single_LoRA()
    {
        var pair = Render(new PairForm.Halves { High = _low.Path, Low = "" });
        Button(pair, "Swap").Click();
        Assert.Equal(("", _low.Path), (pair.Instance.Value.High, pair.Instance.Value.Low));
    }

    [Fact]
    public void Swap_is_hidden_when_nothing_is_selected() =>
        Assert.DoesNotContain(Render(new PairForm.Halves()).FindAll("button"), button => button.TextContent == "Swap");

    [Fact]
    public void Each_selector_hides_LoRAs_of_the_other_noise_expert()
    {
        var pair = Render(new PairForm.Halves());
        pair.FindAll("button[aria-haspopup]")[0].Click();
        Assert.Equal(["Neon rain high"], pair.FindAll("[role=option] .lora-name").Select(name => name.TextContent));
    }

    private static string Offer(IRenderedComponent<PairForm> pair) => pair.Find(".lora-pair-offer[role=status]").TextContent.Trim();

    private static IElement Button(IRenderedComponent<PairForm> pair, string text) => pair.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private IRenderedComponent<PairForm> Render(PairForm.Halves value) => _page.Render<PairForm>(parameters => parameters.Add(form => form.Value, value));
}
