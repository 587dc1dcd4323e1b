using Bunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Selector;

public sealed class LoraSelectorFormTests : IDisposable
{
    private readonly ComponentTest _page = new();

    public LoraSelectorFormTests() => SelectorPage.Plan(_page);

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Required_LoRA_is_validated_in_an_EditForm()
    {
        var moss = _page.Client.Add("Moss");
        var form = _page.Render<SelectorForm>();

        form.Find("form").Submit();

        Assert.Equal("Choose the style.", form.Find(".validation-message").TextContent);
        Assert.Equal("true", form.Find("button[aria-haspopup]").GetAttribute("aria-invalid"));
        Assert.Contains("invalid", form.Find(".lora-selector").ClassList);
        Assert.Equal(0, form.Instance.Submits);

        form.Find("button[aria-haspopup]").Click();
        Assert.Equal("true", form.Find("[role=combobox]").GetAttribute("aria-invalid"));
        form.Find("[role=option]").Click();
        Assert.Empty(form.FindAll(".validation-message"));
        Assert.Null(form.Find("button[aria-haspopup]").GetAttribute("aria-invalid"));
        Assert.Contains("modified", form.Find(".lora-selector").ClassList);
        form.Find("form").Submit();
        Assert.Equal((1, moss.Path), (form.Instance.Submits, form.Instance.Order.Style));
    }

    [Fact]
    public void Buttons_do_not_submit_the_form()
    {
        _page.Client.Add("Moss");
        var form = _page.Render<SelectorForm>();
        form.Find("button[aria-haspopup]").Click();

        Assert.All(form.FindAll(".lora-selector button"), button => Assert.Equal("button", button.GetAttribute("type")));
    }

    [Fact]
    public void Selector_requires_neither_form_nor_expression()
    {
        var moss = _page.Client.Add("Moss");
        string? value = null;
        var selector = _page.Render<LoraSelector>(parameters => parameters.Add(found => found.Value, moss.Path).Add(found => found.ValueChanged, changed => value = changed));

        selector.FindAll("button").Single(button => button.TextContent == "Clear").Click();

        Assert.Equal("", value);
    }

    [Fact]
    public void Attributes_of_the_host_are_set_on_the_control()
    {
        var selector = _page.Render<LoraSelector>(parameters => parameters
            .AddUnmatched("aria-describedby", "hint").AddUnmatched("aria-labelledby", "title").AddUnmatched("data-testid", "lora").Add(found => found.Class, "ours"));

        Assert.Equal(("title", "lora"), (selector.Find("[role=group]").GetAttribute("aria-labelledby"), selector.Find("[role=group]").GetAttribute("data-testid")));
        Assert.Contains("hint", selector.Find("button").GetAttribute("aria-describedby")!.Split(' '));
        Assert.Contains("ours", selector.Find("[role=group]").ClassList);
        Assert.EndsWith(" title", selector.Find("button").GetAttribute("aria-labelledby"), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_two_selectors_are_unique()
    {
        _page.Client.Add("Moss");
        var first = _page.Render<LoraSelector>();
        var second = _page.Render<LoraSelector>();
        first.Find("button").Click();
        second.Find("button").Click();

        var ids = first.FindAll("[id]").Concat(second.FindAll("[id]")).Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }
}
