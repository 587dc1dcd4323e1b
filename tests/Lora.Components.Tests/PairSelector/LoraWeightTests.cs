using Bunit;
using Lora.Components.Tests.Support;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components.Tests.PairSelector;

public sealed class LoraWeightTests
{
    [Fact]
    public void Slider_and_text_box_share_label_and_bounds()
    {
        using var page = new ComponentTest();
        var weight = page.Render<LoraWeight>(parameters => parameters.Bind(found => found.Value, 0.8m, _ => { }).Add(found => found.Bounds, new LoraWeightBounds(-1, 2, 0.05m)));

        var (range, box, label) = (weight.Find("input[type=range]"), weight.Find("[role=spinbutton]"), weight.Find("label"));
        Assert.Equal(("Weight", box.Id, label.Id), (label.TextContent, label.GetAttribute("for"), range.GetAttribute("aria-labelledby")));
        Assert.Equal(("-1", "2", "0.05", "0.8"), (range.GetAttribute("min"), range.GetAttribute("max"), range.GetAttribute("step"), range.GetAttribute("value")));
        Assert.Equal(("0.80", "0.8", "-1", "2"), (box.GetAttribute("value"), box.GetAttribute("aria-valuenow"), box.GetAttribute("aria-valuemin"), box.GetAttribute("aria-valuemax")));
    }

    [Theory]
    [InlineData("en-GB", "0", "0", "0.00")]
    [InlineData("en-GB", "-1.5", "-1.5", "-1.50")]
    [InlineData("en-GB", "12.345", "12.345", "12.345")]
    [InlineData("de-DE", "1,25", "1.25", "1,25")]
    [InlineData("de-DE", "0.8", "0.8", "0,80")]
    [InlineData("ko-KR", "0.125", "0.125", "0.125")]
    public void Typed_weight_is_kept_in_every_culture_and_outside_the_bounds(string culture, string typed, string expected, string shown)
    {
        using var page = new ComponentTest(culture);
        var value = 1m;
        var weight = page.Render<LoraWeight>(parameters => parameters.Bind(found => found.Value, value, changed => value = changed));

        weight.Find("[role=spinbutton]").Change(typed);

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
        Assert.Equal(shown, weight.Find("[role=spinbutton]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public void Slider_uses_invariant_numbers_in_every_culture(string culture)
    {
        using var page = new ComponentTest(culture);
        var value = 1m;
        var weight = page.Render<LoraWeight>(parameters => parameters.Bind(found => found.Value, value, changed => value = changed));

        weight.Find("input[type=range]").Input("-0.35");

        Assert.Equal(-0.35m, value);
        Assert.Equal("-0.35", weight.Find("input[type=range]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("ArrowUp", "0.85")]
    [InlineData("ArrowDown", "0.75")]
    [InlineData("PageUp", "0.8")]
    public void Arrow_keys_change_the_weight_by_one_step(string key, string expected)
    {
        using var page = new ComponentTest();
        var value = 0.8m;
        var weight = page.Render<LoraWeight>(parameters => parameters.Bind(found => found.Value, value, changed => value = changed));

        weight.Find("[role=spinbutton]").KeyDown(key);

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), value);
    }

    [Fact]
    public void Arrow_keys_continue_from_the_typed_value()
    {
        using var page = new ComponentTest();
        var value = 0.8m;
        var weight = page.Render<LoraWeight>(parameters => parameters.Bind(found => found.Value, value, changed => value = changed));

        weight.Find("[role=spinbutton]").Input("2");
        weight.Find("[role=spinbutton]").KeyDown("ArrowUp");

        Assert.Equal(2.05m, value);
    }

    [Fact]
    public void Invalid_weight_is_kept_and_reported_until_it_is_corrected()
    {
        using var page = new ComponentTest();
        var context = new EditContext(new object());
        var value = 0.8m;
        var weight = page.Render<LoraWeight>(parameters => parameters.AddCascadingValue(context).Bind(found => found.Value, value, changed => value = changed));

        weight.Find("[role=spinbutton]").Change("a lot");

        Assert.Equal((0.8m, "a lot", "true"), (value, weight.Find("[role=spinbutton]").GetAttribute("value"), weight.Find("[role=spinbutton]").GetAttribute("aria-invalid")));
        Assert.Equal(["Enter a number, such as 0.8."], context.GetValidationMessages());
        Assert.False(context.Validate());
        weight.Find("[role=spinbutton]").Change("0.8");
        Assert.True(context.Validate());
        Assert.Equal("0.80", weight.Find("[role=spinbutton]").GetAttribute("value"));
        Assert.Null(weight.Find("[role=spinbutton]").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Removed_weight_does_not_block_the_form()
    {
        using var page = new ComponentTest();
        var context = new EditContext(new object());
        var weight = page.Render<LoraWeight>(parameters => parameters.AddCascadingValue(context).Bind(found => found.Value, 1m, _ => { }));
        weight.Find("[role=spinbutton]").Change("a lot");

        await page.DisposeComponentsAsync();

        Assert.True(context.Validate());
    }

    [Fact]
    public void Slider_is_hidden_when_a_bound_is_missing()
    {
        using var page = new ComponentTest();

        var weight = page.Render<LoraWeight>(parameters => parameters.Bind(found => found.Value, 1m, _ => { }).Add(found => found.Bounds, new LoraWeightBounds(0, null, 0.1m)));

        Assert.Empty(weight.FindAll("input[type=range]"));
        Assert.Equal("decimal", weight.Find("[role=spinbutton]").GetAttribute("inputmode"));
    }
}
