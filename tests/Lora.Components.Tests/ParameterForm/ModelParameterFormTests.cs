using Bunit;
using Lora.Components.Tests.Support;
using Lora.Inspection;
using Microsoft.AspNetCore.Components.Web;

namespace Lora.Components.Tests.ParameterForm;

public sealed class ModelParameterFormTests : IDisposable
{
    private readonly FormPage _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Built_in_models_render_a_labeled_control_per_active_parameter()
    {
        foreach (var model in ModelCatalog.CreateDefault().All)
        {
            using var page = new FormPage();
            page.Render(model);

            var shown = ModelFormLayout.Of(ModelRules.ActiveParameters(model, page.Values));
            Assert.Equal(shown.Count, page.Form.FindAll(".lora-form-fields > *").Count);
            Assert.All(page.Form.FindAll("label"), label => Assert.NotNull(page.Form.Find($"#{label.GetAttribute("for")}")));
            Assert.Equal(ModelValues.DefaultsOf(model), page.Values);
        }
    }

    [Theory]
    [InlineData("wan-animate")]
    [InlineData("infinite-talk")]
    [InlineData("qwen-image-edit")]
    [InlineData("video-upscale")]
    public void Model_without_LoRA_parameters_sends_no_requests(string id)
    {
        _page.Render(ModelCatalog.CreateDefault()[id]);

        Assert.Empty(_page.Form.FindAll(".lora-selector"));
        Assert.DoesNotContain("LoRA", _page.Form.Markup, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (_page.Client.Queries.Count, _page.Client.Finds.Count, _page.Client.Subscribers));
    }

    [Fact]
    public void Slot_without_noise_experts_offers_LoRAs_for_either()
    {
        _page.Client.Add("low", facts: new LoraItemFacts { Role = LoraNoiseExpert.Low });
        _page.Client.Add("high", facts: new LoraItemFacts { Role = LoraNoiseExpert.High });
        _page.Render(ModelCatalog.CreateDefault()["flux-krea"]);

        _page.Form.Find("button[aria-haspopup]").Click();

        _page.Form.WaitForAssertion(() => Assert.Equal(["high", "low"], _page.Form.FindAll("[role=option] .lora-name").Select(name => name.TextContent)));
    }

    [Fact]
    public void Each_parameter_type_has_its_control()
    {
        _page.Render(FormPage.Model(
            FormPage.Text("line"),
            FormPage.Text("lines") with { Multiline = true },
            FormPage.Number("count"),
            new ModelParameter { Name = "switch", Label = "switch", Type = ModelParameterType.Boolean },
            new ModelParameter { Name = "size", Label = "size", Type = ModelParameterType.Select, Options = [new("s", "Small"), new("l")] },
            new ModelParameter { Name = "lora", Label = "lora", Type = ModelParameterType.LoraSelector }));

        Assert.Equal(
            ["INPUT", "TEXTAREA", "INPUT", "INPUT", "SELECT", "BUTTON"],
            new[] { "line", "lines", "count", "switch", "size", "lora" }.Select(label => _page.Control(label).TagName));
        _page.Enter("line", "a").Enter("lines", "b\nc").Enter("count", "5").Enter("switch", true).Enter("size", "l");
        Assert.Equal(
            new Dictionary<string, object?> { ["line"] = "a", ["lines"] = "b\nc", ["count"] = 5m, ["switch"] = true, ["size"] = "l" },
            _page.Values.ToDictionary());
        Assert.Equal(["Choose…", "Small", "l"], _page.Control("size").Children.Select(option => option.TextContent));
    }

    [Fact]
    public void Advanced_parameters_are_collapsed_and_hidden_ones_only_have_values()
    {
        _page.Render(FormPage.Model(
            FormPage.Text("basic"),
            FormPage.Text("more") with { Group = ModelParameterGroup.Advanced },
            FormPage.Text("secret") with { Group = ModelParameterGroup.Hidden, Default = "x" }));

        Assert.NotNull(_page.Form.Find($"details #{_page.Control("more").Id}"));
        Assert.Empty(_page.Form.FindAll($"details #{_page.Control("basic").Id}"));
        Assert.DoesNotContain("secret", _page.Form.Markup, StringComparison.Ordinal);
        Assert.Equal("x", _page.Values["secret"]);
    }

    [Fact]
    public void Inactive_parameters_are_neither_shown_nor_validated()
    {
        _page.Render(FormPage.Model(
            new ModelParameter { Name = "follow", Label = "follow", Type = ModelParameterType.Boolean, Default = false },
            FormPage.Text("image") with { Required = true, DependsOn = new ModelDependency("follow", true) }));

        Assert.DoesNotContain(_page.Form.FindAll("label"), label => label.TextContent.Contains("image", StringComparison.Ordinal));
        Assert.Single(_page.Submit().ValidSubmits);
        _page.Enter("follow", true);
        Assert.NotNull(_page.Control("image"));
        _page.Submit();
        Assert.Single(_page.ValidSubmits);
        Assert.Equal(["Enter a value."], _page.Errors("image"));
    }

    [Fact]
    public void Invalid_submit_shows_messages_and_focuses_the_first_invalid_field()
    {
        _page.Render(FormPage.Model(FormPage.Text("prompt") with { Required = true }, FormPage.Number("steps") with { Default = 99m, Min = 1, Max = 50, MultipleOf = 1 }));
        Assert.Empty(_page.Form.Find("[role=alert]").TextContent.Trim());
        Assert.Equal("true", _page.Control("prompt").GetAttribute("aria-required"));

        _page.Submit();

        Assert.Equal(["Enter a value."], _page.Errors("prompt"));
        Assert.Equal(["Enter a whole number from 1 to 50."], _page.Errors("steps"));
        Assert.Equal("true", _page.Control("steps").GetAttribute("aria-invalid"));
        Assert.Contains("2 fields need attention", _page.Form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(_page.Module.Calls("focusInvalid"));
        Assert.Single(_page.Submits);
        Assert.Empty(_page.ValidSubmits);

        _page.Form.FindAll("[role=alert] button")[1].Click();
        Assert.Equal(_page.Control("steps").Id, _page.Module.Calls("focus").Single().Arguments[0]);

        _page.Enter("prompt", "a city").Enter("steps", "20");
        Assert.Empty(_page.Form.Find("[role=alert]").TextContent.Trim());
        Assert.Equal(20m, _page.Submit().ValidSubmits.Single()["steps"]);
    }

    [Fact]
    public void Field_is_validated_after_it_is_modified()
    {
        _page.Render(FormPage.Model(FormPage.Text("prompt") with { Required = true }, FormPage.Number("steps") with { Max = 50 }));

        _page.Enter("steps", "99");

        Assert.Equal(["Enter a number of 50 or less."], _page.Errors("steps"));
        Assert.Empty(_page.Errors("prompt"));
    }

    [Theory]
    [InlineData("en-GB", "abc", "Enter a number from 0.5 to 2.")]
    [InlineData("de-DE", "1.000", "Enter a number from 0,5 to 2.")]
    [InlineData("ko-KR", "많이", "0.5에서 2 사이의 숫자를 입력하세요.")]
    public void Invalid_number_is_kept_and_reported(string culture, string typed, string sentence)
    {
        using var page = new FormPage(culture);
        page.Render(FormPage.Model(FormPage.Number("scale") with { Default = 1m, Min = 0.5m, Max = 2 }));

        page.Enter("scale", typed).Submit();

        Assert.Equal((typed, typed), (page.Control("scale").GetAttribute("value"), page.Values["scale"]));
        Assert.Equal([sentence], page.Errors("scale"));
        Assert.Empty(page.ValidSubmits);
    }

    [Fact]
    public void Decimal_comma_is_parsed_in_its_culture()
    {
        using var page = new FormPage("de-DE");
        page.Render(FormPage.Model(FormPage.Number("scale") with { Step = 0.1m }));

        page.Enter("scale", "0,75");

        Assert.Equal(0.75m, page.Values["scale"]);
        Assert.Equal("0,75", page.Control("scale").GetAttribute("value"));
    }

    [Fact]
    public void Weight_is_shown_when_a_LoRA_is_selected()
    {
        var moss = _page.Client.Add("Moss");
        _page.Render(ModelCatalog.CreateDefault()["flux-krea"]);
        Assert.Empty(_page.Form.FindAll("input[type=range]"));

        _page.Choose("LoRA", moss);
        _page.Form.Find("input[type=range]").Input("0.35");

        Assert.Equal((moss.Path, 0.35m), ((string)_page.Values["lora"]!, (decimal)_page.Values["lora_weight"]!));
    }

    [Fact]
    public void Invalid_weight_blocks_the_form_until_its_LoRA_is_cleared()
    {
        var moss = _page.Client.Add("Moss");
        _page.Render(ModelCatalog.CreateDefault()["flux-krea"], ModelValues.Empty.With("prompt", "a").With("lora", moss.Path));

        _page.Form.Find(".lora-weight [role=spinbutton]").Change("much");
        _page.Submit();

        Assert.Empty(_page.ValidSubmits);
        Assert.Equal("much", _page.Form.Find(".lora-weight [role=spinbutton]").GetAttribute("value"));
        Assert.Equal(["Enter a number from -4 to 4."], _page.Errors("LoRA"));
        _page.Form.FindAll("button").Single(button => button.TextContent == "Clear").Click();
        Assert.Single(_page.Submit().ValidSubmits);
    }

    [Fact]
    public void Deleted_LoRA_is_shown_as_missing_immediately()
    {
        var moss = _page.Client.Add("Moss");
        _page.Render(ModelCatalog.CreateDefault()["flux-krea"], ModelValues.Empty.With("lora", moss.Path));

        _page.Client.Clear();
        _page.Client.Notify(LoraChangeKind.Removed, moss.Id);

        _page.Form.WaitForAssertion(() => Assert.Contains("No longer in the library", _page.Form.Markup, StringComparison.Ordinal));
        Assert.Equal(moss.Path, _page.Values["lora"]);
    }

    [Fact]
    public void Compatible_values_are_kept_when_the_model_changes()
    {
        var moss = _page.Client.Add("Moss");
        var one = FormPage.Model(
            FormPage.Text("prompt"), FormPage.Number("steps") with { Default = 10m }, FormPage.Text("kind"), FormPage.Text("gone"),
            new ModelParameter { Name = "lora", Label = "lora", Type = ModelParameterType.LoraSelector, Default = "" },
            new ModelParameter { Name = "size", Label = "size", Type = ModelParameterType.Select, Options = [new("s"), new("l")], Default = "s" });
        var two = FormPage.Model(
            FormPage.Text("prompt"), FormPage.Number("steps") with { Default = 20m }, FormPage.Number("kind") with { Default = 3m }, FormPage.Text("new") with { Default = "n" },
            new ModelParameter { Name = "lora", Label = "lora", Type = ModelParameterType.LoraSelector, Default = "" },
            new ModelParameter { Name = "size", Label = "size", Type = ModelParameterType.Select, Options = [new("m"), new("s")], Default = "m" }) with
        { Id = "two" };
        _page.Render(one).Enter("prompt", "a city").Enter("kind", "x").Enter("gone", "y").Enter("steps", "12").Enter("size", "l").Choose("lora", moss);

        _page.Switch(two);

        Assert.Equal(
            new Dictionary<string, object?> { ["prompt"] = "a city", ["steps"] = 12m, ["kind"] = 3m, ["new"] = "n", ["lora"] = moss.Path, ["size"] = "m" },
            _page.Values.ToDictionary());
        Assert.Equal(("a city", "12", "3"), (_page.Control("prompt").GetAttribute("value"), _page.Control("steps").GetAttribute("value"), _page.Control("kind").GetAttribute("value")));
        Assert.Empty(_page.Client.Finds);
    }

    [Fact]
    public void Validation_messages_are_cleared_when_the_model_changes()
    {
        _page.Render(FormPage.Model(FormPage.Text("prompt") with { Required = true })).Submit();

        _page.Switch(FormPage.Model(FormPage.Text("prompt") with { Required = true }) with { Id = "two" });

        Assert.Empty(_page.Errors("prompt"));
        Assert.Empty(_page.Form.Find("[role=alert]").TextContent.Trim());
    }

    [Fact]
    public void Values_from_the_host_are_shown()
    {
        var model = FormPage.Model(FormPage.Text("prompt"), FormPage.Number("steps") with { Default = 10m });
        _page.Render(model).Enter("prompt", "old");

        _page.Switch(model, ModelValues.Empty.With("prompt", "preset").With("steps", 4));

        Assert.Equal(("preset", "4"), (_page.Control("prompt").GetAttribute("value"), _page.Control("steps").GetAttribute("value")));
    }

    [Fact]
    public void Unbound_form_keeps_entered_values()
    {
        var form = _page.Page.Render<ModelParameterForm>(parameters => parameters.Add(found => found.Model, FormPage.Model(FormPage.Text("prompt"))));
        form.Find("input").Change("kept");

        form.Render(parameters => parameters.Add(found => found.Disabled, false));

        Assert.Equal("kept", form.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Issues_from_the_host_are_shown_until_the_value_changes()
    {
        var moss = _page.Client.Add("Moss");
        var model = ModelCatalog.CreateDefault()["flux-krea"];
        _page.Render(model, ModelValues.Empty.With("prompt", "a").With("lora", moss.Path));

        _page.Form.Render(parameters => parameters.Add(form => form.Issues, [new LoraIssue(LoraErrorCodes.ParameterLora, "Gone.", "lora"), new LoraIssue("other", "The engine is asleep.")]));

        Assert.Equal(["This LoRA is no longer in the library. Choose another LoRA or clear the selection."], _page.Errors("LoRA"));
        Assert.Contains("The engine is asleep.", _page.Form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        _page.Form.FindAll("button").Single(button => button.TextContent == "Clear").Click();
        Assert.Empty(_page.Errors("LoRA"));
    }

    [Fact]
    public void Value_without_editor_is_read_only_with_an_explanation()
    {
        _page.Render(FormPage.Model(new ModelParameter { Name = "colour", Label = "colour", Type = (ModelParameterType)99, Default = "blue" }));

        Assert.Equal(("OUTPUT", "blue"), (_page.Control("colour").TagName, _page.Control("colour").TextContent));
        Assert.Contains("can't be changed here", _page.Form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_can_replace_and_add_editors()
    {
        var editors = ModelParameterEditors.Default.With<ShoutingEditor>(ModelParameterType.String).With<ShoutingEditor>((ModelParameterType)99);
        _page.Render(
            FormPage.Model(FormPage.Text("prompt"), new ModelParameter { Name = "colour", Label = "colour", Type = (ModelParameterType)99 }),
            more: parameters => parameters.Add(form => form.Editors, editors));

        _page.Enter("prompt", "hello").Enter("colour", "blue");

        Assert.Equal(("HELLO", "BLUE"), (_page.Values["prompt"], _page.Values["colour"]));
    }

    [Fact]
    public void Second_submit_is_ignored_while_one_is_handled()
    {
        var gate = new TaskCompletionSource();
        var calls = 0;
        var form = _page.Page.Render<ModelParameterForm>(parameters => parameters
            .Add(found => found.Model, FormPage.Model(FormPage.Text("prompt")))
            .Add(found => found.OnValidSubmit, _ =>
            {
                calls++;
                return gate.Task;
            }));

        form.Find("form").Submit();
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        form.Find("form").Submit();
        Assert.Equal(1, calls);
        gate.SetResult();
        form.WaitForAssertion(() => Assert.False(form.Find("button[type=submit]").HasAttribute("disabled")));
    }

    [Fact]
    public void Static_page_shows_a_note_instead_of_the_submit_button()
    {
        using var page = new FormPage(interactive: false);

        page.Render(FormPage.Model(FormPage.Text("prompt")));

        Assert.Empty(page.Form.FindAll("button[type=submit]"));
        Assert.Contains("requires an interactive page", page.Form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Submit_button_is_disabled_while_prerendering()
    {
        using var page = new FormPage(interactive: false);

        page.Render(FormPage.Model(FormPage.Text("prompt")), more: parameters => parameters.SetAssignedRenderMode(RenderMode.InteractiveServer));

        Assert.True(page.Form.Find("button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Disposed_form_releases_its_module()
    {
        _page.Render(FormPage.Model(FormPage.Text("prompt")));

        await _page.Page.DisposeComponentsAsync();

        Assert.Single(_page.Module.Calls("dispose"));
    }
}
