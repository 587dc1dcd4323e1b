using Bunit;
using Lora.Components.Tests.Support;
using Microsoft.JSInterop;

namespace Lora.Components.Tests.Primitives;

public sealed class LoraModalTests
{
    [Fact]
    public void Modal_renders_no_content_before_it_is_opened()
    {
        using var page = new ComponentTest();
        var modal = page.Render<LoraModal>(parameters => parameters.Add(modal => modal.Title, "Title").AddChildContent("<p>Inside</p>"));
        Assert.Empty(modal.FindAll("p"));
        Assert.Equal(0, page.Modal.Initialisations);
        Assert.Null(modal.Find("dialog").GetAttribute("open"));
    }

    [Fact]
    public void Open_modal_is_labeled_by_its_title()
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
    public void Confirmation_is_an_alertdialog_described_by_its_content()
    {
        using var page = new ComponentTest();
        var modal = Open(page, parameters => parameters.Add(modal => modal.Confirm, true).Add(modal => modal.Describe, true));
        var dialog = modal.Find("dialog");
        Assert.Equal("alertdialog", dialog.GetAttribute("role"));
        Assert.Equal("Inside", modal.Find($"#{dialog.GetAttribute("aria-describedby")}").TextContent);
        Assert.Empty(modal.FindAll("[aria-label=Close]"));
    }

    [Fact]
    public async Task Escape_and_the_close_button_request_closing()
    {
        using var page = new ComponentTest();
        var asked = new List<bool>();
        var modal = Open(page, parameters => parameters.Add(modal => modal.OpenChanged, asked.Add));
        await page.Modal.InvokeAsync("DismissAsync");
        await modal.Find("[aria-label=Close]").ClickAsync();
        Assert.Equal([false, false], asked);
    }

    [Fact]
    public void Modal_closes_once_in_the_browser_when_the_owner_closes_it()
    {
        using var page = new ComponentTest();
        var modal = Open(page);
        modal.Render(parameters => parameters.Add(modal => modal.Open, false));
        modal.Render(parameters => parameters.Add(modal => modal.Open, false));
        Assert.Single(page.Modal.Calls("close"));
        Assert.Empty(modal.FindAll("p"));
    }

    [Fact]
    public void Content_is_kept_when_KeepContent_is_set()
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
    public async Task Disposal_releases_the_module_and_ignores_a_disconnected_circuit()
    {
        using var page = new ComponentTest();
        page.Modal.Instance.SetupVoid("dispose").SetException(new JSDisconnectedException("gone"));
        Open(page);
        await page.DisposeComponentsAsync();
        Assert.Single(page.Modal.Calls("dispose"));
    }

    [Fact]
    public void Static_page_renders_a_closed_dialog()
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
