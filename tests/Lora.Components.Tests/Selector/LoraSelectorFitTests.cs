using Bunit;
using Lora.Components.Tests.Support;
using Lora.Inspection;

namespace Lora.Components.Tests.Selector;

public sealed class LoraSelectorFitTests : IDisposable
{
    private readonly SelectorPage _page = new();
    private readonly LoraItem _wrong;
    private readonly LoraItem _unknown;
    private readonly LoraItem _fitting;

    public LoraSelectorFitTests()
    {
        _fitting = _page.Client.Add("Fitting", 1_000_000, facts: KnownFacts.Of(LoraFamilies.Wan14B));
        _unknown = _page.Client.Add("Unknown", 1_000_000, facts: KnownFacts.Of(LoraFamilies.Unknown, InspectionConfidence.Unknown));
        _wrong = _page.Client.Add("Wrong", 1_000_000, facts: KnownFacts.Of(LoraFamilies.Sdxl));
    }

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Compatible_LoRAs_come_first_and_incompatible_ones_are_hidden_and_counted()
    {
        Render().Open();

        Assert.Equal(["Fitting", "Unknown"], _page.Options);
        Assert.Equal(["1 MB · Wan 14B · compatible", "1 MB · compatibility unknown: base model unknown"], Lines());
        Assert.Equal("2 LoRAs, 1 incompatible LoRA is hidden", _page.Announcement);
        Assert.Equal("2 of 3", _page.Selector.Find(".lora-selector-count").TextContent);
    }

    [Fact]
    public void Incompatible_LoRAs_can_be_shown_with_their_base_model()
    {
        Render().Open();
        _page.Button("Show all (1 hidden)").Click();

        Assert.Equal(["Fitting", "Unknown", "Wrong"], _page.Options);
        Assert.Equal("1 MB · for SDXL", Lines()[2]);
        Assert.Equal(["All", "Not compatible"], _page.Selector.FindAll(".lora-selector-group").Select(group => group.TextContent));
        Assert.True(_page.FocusIsInBox);

        _page.Button("Show compatible LoRAs only").Click();
        Assert.Equal(["Fitting", "Unknown"], _page.Options);
    }

    [Fact]
    public void Incompatible_LoRA_requires_confirmation()
    {
        Render().Open();
        _page.Button("Show all (1 hidden)").Click();
        _page.Pick(_wrong);

        Assert.Equal("", _page.Value ?? "");
        var question = _page.Selector.Find("dialog[role=alertdialog]");
        Assert.Contains("“Wrong” is for SDXL. Use it with Wan 14B anyway?", question.TextContent, StringComparison.Ordinal);
        Assert.True(_page.Button("Cancel").HasAttribute("data-lora-first-focus"));

        _page.Button("Cancel").Click();
        Assert.Equal("", _page.Value ?? "");
        Assert.True(_page.FocusIsOnFirstButton);

        _page.Open();
        _page.Button("Show all (1 hidden)").Click();
        _page.Pick(_wrong);
        _page.Button("Use it").Click();
        Assert.Equal(_wrong.Path, _page.Value);
        Assert.Equal("Not compatible", _page.Selector.Find(".lora-selector-card .lora-chip-warn").TextContent);
    }

    [Fact]
    public void Incompatible_LoRA_requires_confirmation_by_keyboard()
    {
        Render().Open();
        _page.Button("Show all (1 hidden)").Click();
        _page.Press("ArrowUp").Press("Enter");

        Assert.Equal("", _page.Value ?? "");
        Assert.NotEmpty(_page.Selector.FindAll("dialog[role=alertdialog]"));
    }

    [Fact]
    public void Possibly_compatible_LoRA_requires_no_confirmation()
    {
        Render().Open();
        _page.Pick(_unknown);
        Assert.Equal(_unknown.Path, _page.Value);
        Assert.Empty(_page.Selector.FindAll("dialog"));
    }

    [Fact]
    public void All_LoRAs_can_be_shown_when_none_is_compatible()
    {
        _page.Client.Remove(_fitting.Id);
        _page.Client.Remove(_unknown.Id);
        Render().Open();

        Assert.Equal("None of these LoRAs is compatible with Wan 14B", _page.Announcement);
        _page.Button("Show all (1 hidden)").Click();
        Assert.Equal(["Wrong"], _page.Options);
    }

    [Fact]
    public void LoRA_of_the_other_noise_expert_is_incompatible()
    {
        _page.Client.Clear();
        _page.Client.Add("High", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.High));
        var low = _page.Client.Add("Low", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.Low));
        _page.Client.Add("Either", facts: KnownFacts.Of(LoraFamilies.Wan14B));
        _page.Render(null, parameters => parameters.Add(selector => selector.BaseModel, LoraFamilies.Wan14B).Add(selector => selector.Expert, LoraNoiseExpert.High)).Open();

        Assert.Equal(["High", "Either"], _page.Options);
        _page.Button("Show all (1 hidden)").Click();
        _page.Pick(low);
        Assert.Contains("“Low” is for the low-noise expert. Use it with the high-noise expert anyway?", _page.Selector.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void File_with_other_content_is_incompatible()
    {
        _page.Client.Clear();
        _page.Client.Add("Whole", facts: KnownFacts.Of(LoraFamilies.Wan14B) with { Content = LoraContent.Checkpoint });
        Render().Open();
        _page.Button("Show all (1 hidden)").Click();
        Assert.Contains("not a LoRA (checkpoint)", Lines()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void List_can_be_filtered_when_any_base_model_is_accepted()
    {
        _page.Render().Open();
        Assert.Equal(3, _page.Options.Count);
        Assert.DoesNotContain(_page.Selector.FindAll("button"), button => button.TextContent.Contains("Show all", StringComparison.Ordinal));

        var filter = _page.Selector.Find("select[aria-label='Base model']");
        Assert.Equal(["All base models", "SDXL (1)", "Wan 14B (1)", "Base model unknown (1)"], filter.QuerySelectorAll("option").Select(option => option.TextContent));
        filter.Change(LoraFamilies.Sdxl);
        Assert.Equal(["Wrong"], _page.Options);
    }

    [Fact]
    public void Pages_list_compatible_LoRAs_before_possibly_compatible_ones()
    {
        _page.Client.Clear();
        for (var number = 0; number < 60; number++)
        {
            _page.Client.Add($"Unknown {number}", facts: KnownFacts.Of(LoraFamilies.Unknown, InspectionConfidence.Unknown));
            _page.Client.Add($"Wrong {number}", facts: KnownFacts.Of(LoraFamilies.Sdxl));
        }

        var fitting = Enumerable.Range(0, 10).Select(number => _page.Client.Add($"Fitting {number}", uploadedAt: ComponentTest.Now.AddYears(-1), facts: KnownFacts.Of(LoraFamilies.Wan14B)).Name).ToList();
        Render().Open();

        Assert.Equal(50, _page.Options.Count);
        Assert.Equal(fitting.Order(), _page.Options.Take(10).Order());
        _page.Button("Show more").Click();
        Assert.Equal(70, _page.Options.Count);
        Assert.Equal(_page.Options.Distinct(), _page.Options);
        Assert.DoesNotContain(_page.Selector.FindAll("button"), button => button.TextContent == "Show more");
        Assert.NotNull(_page.Button("Show all (60 hidden)"));
    }

    private SelectorPage Render() => _page.Render("", parameters => parameters.Add(selector => selector.Families, [LoraFamilies.Wan14B]));

    private List<string> Lines() => [.. _page.Selector.FindAll("[role=option] .lora-number").Select(line => line.TextContent)];
}
