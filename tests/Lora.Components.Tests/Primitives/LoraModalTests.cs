using Bunit;
using Lora.Components.Tests.Support;
using Microsoft.JSInterop;

namespace Lora.Components.Tests.Primitives;

public sealed class LoraModalTests
{
    [Fact]
    public void It_renders_nothing_inside_before_it_is_opened_and_needs_no_module()
    {
        using var page = new ComponentTest();
        var modal = page.Render<LoraModal>(parameters => parameters.Add(modal => modal.Title, "Title").AddChildContent("<p>Inside</p>"));
        Assert.Empty(modal.FindAll("p"));
        Assert.Equal(0, page.Modal.Initialisations);
        Assert.Null(modal.Find("dialog").GetAttribute("open"));
    }

    [Fact]
    public void Opened_it_is_named_by_its_title_and_shown_as_modal()
    {
        using var page = new ComponentTest();
        var modal = Open(page);
        var title = modal.Find("h2");
        Assert.Equal("Title", title.TextContent);
        Assert.Equal(title.Id, modal.Find("dialog").GetAttribute("aria-labelledby"));
        Assert.Equal("-1", title.GetAttribute("tabindex"));
        Assert.Single(page.Modal.Calls("open"));
    }

    [Fact]
    public void A_question_is_an_alertdialog_described_by_its_text()
    {
        using var page = new ComponentTest();
        var modal = Open(page, parameters => parameters.Add(modal => modal.Confirm, true).Add(modal => modal.Describe, true));
        var dialog = modal.Find("dialog");
        Assert.Equal("alertdialog", dialog.GetAttribute("role"));
        Assert.Equal("Inside", modal.Find($"#{dialog.GetAttribute("aria-describedby")}").TextContent);
        Assert.Empty(modal.FindAll("[aria-label=Close]"));
    }

    [Fact]
    public async Task Escape_and_the_close_button_ask_the_owner_to_close_it()
    {
        using var page = new ComponentTest();
        var asked = new List<bool>();
        var modal = Open(page, parameters => parameters.Add(modal => modal.OpenChanged, asked.Add));
        await page.Modal.InvokeAsync("DismissAsync");
        await modal.Find("[aria-label=Close]").ClickAsync();
        Assert.Equal([false, false], asked);
    }

    [Fact]
    public void Closed_by_its_owner_it_is_closed_in_the_browser_once()
    {
        using var page = new ComponentTest();
        var modal = Open(page);
        modal.Render(parameters => parameters.Add(modal => modal.Open, false));
        modal.Render(parameters => parameters.Add(modal => modal.Open, false));
        Assert.Single(page.Modal.Calls("close"));
        Assert.Empty(modal.FindAll("p"));
    }

    [Fact]
    public void Content_that_is_to_be_kept_outlives_a_close()
    {
        using var page = new ComponentTest();
        var modal = Open(page, parameters => parameters.Add(modal => modal.KeepContent, true));
        modal.Render(parameters => parameters.Add(modal => modal.Open, false));
        Assert.Single(modal.FindAll("p"));
    }

    [Fact]
    public void Without_its_module_it_still_opens()
    {
        using var page = new ComponentTest();
        page.JSInterop.AddInvocationHandler(new MissingModule("LoraModal.razor.js"));
        var modal = Open(page);
        modal.WaitForAssertion(() => Assert.NotNull(modal.Find("dialog").GetAttribute("open")));
    }

    [Fact]
    public async Task Leaving_the_page_releases_the_module_and_a_lost_circuit_is_no_fault()
    {
        using var page = new ComponentTest();
        page.Modal.Instance.SetupVoid("dispose").SetException(new JSDisconnectedException("gone"));
        Open(page);
        await page.DisposeComponentsAsync();
        Assert.Single(page.Modal.Calls("dispose"));
    }

    [Fact]
    public void A_page_that_is_not_interactive_gets_a_closed_dialog()
    {
        using var page = new ComponentTest(interactive: false);
        var modal = Open(page);
        Assert.Empty(modal.FindAll("p"));
    }

    private static IRenderedComponent<LoraModal> Open(ComponentTest page, Action<ComponentParameterCollectionBuilder<LoraModal>>? more = null) =>
        page.Render<LoraModal>(parameters =>
        {
            parameters.Add(modal => modal.Title, "Title").Add(modal => modal.Open, true).AddChildContent("<p>Inside</p>");
            more?.Invoke(parameters);
        });
}
