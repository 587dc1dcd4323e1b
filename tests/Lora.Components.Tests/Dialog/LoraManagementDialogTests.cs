using Bunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Dialog;

public sealed class LoraManagementDialogTests
{
    [Fact]
    public void Closed_dialog_sends_no_requests()
    {
        using var page = new ComponentTest();
        var dialog = page.Render<LoraManagementDialog>();
        Assert.Empty(page.Client.Queries);
        Assert.Empty(dialog.FindAll("section"));
    }

    [Theory]
    [InlineData("en-GB", null, "LoRA library", "2 LoRAs · 3 GB")]
    [InlineData("en-GB", "Aurora Studio", "LoRA library", "2 LoRAs · 3 GB in “Aurora Studio”")]
    [InlineData("ko-KR", null, "LoRA 라이브러리", "LoRA 2개 · 3 GB")]
    public void Open_dialog_shows_title_and_totals(string culture, string? workspace, string title, string summary)
    {
        using var page = new ComponentTest(culture);
        page.Client.Add("Neon rain", 1_000_000_000);
        page.Client.Add("Slow dolly", 2_000_000_000);
        var dialog = Open(page, parameters => parameters.Add(dialog => dialog.WorkspaceName, workspace));
        Assert.Equal(title, dialog.Find("h2").TextContent);
        Assert.Equal(summary, dialog.Find(".lora-modal-head p").TextContent);
        Assert.Single(page.Modal.Calls("open"));
    }

    [Fact]
    public async Task Upload_is_announced_listed_and_reported_to_the_host()
    {
        using var page = new ComponentTest();
        var uploaded = new List<LoraItem>();
        var dialog = Open(page, parameters => parameters.Add(dialog => dialog.OnUploaded, uploaded.Add));
        await ChooseAsync(page, "a", "b");
        Assert.Equal("true", dialog.Find("dialog").GetAttribute("data-lora-busy"));

        var item = page.Client.Add("Neon rain");
        await ReportAsync(page, "a", item);
        page.Client.Notify(LoraChangeKind.Added, item.Id);
        page.Time.Advance(TimeSpan.FromMilliseconds(100));
        dialog.WaitForAssertion(() => Assert.Equal("Neon rain", dialog.Find(".lora-card-name").TextContent));
        Assert.Contains("“Neon rain” was uploaded.", dialog.Find("[role=status] .lora-toast").TextContent, StringComparison.Ordinal);
        Assert.Equal(item.Id, Assert.Single(uploaded).Id);

        await ReportAsync(page, "b", page.Client.Add("Slow dolly"));
        Assert.Contains("2 LoRAs were uploaded.", Assert.Single(dialog.FindAll(".lora-toast")).TextContent, StringComparison.Ordinal);
        Assert.Null(dialog.Find("dialog").GetAttribute("data-lora-busy"));
    }

    [Fact]
    public async Task Upload_continues_when_the_dialog_closes()
    {
        using var page = new ComponentTest();
        var dialog = Open(page);
        await ChooseAsync(page, "a");
        dialog.Render(parameters => parameters.Add(dialog => dialog.Open, false));
        Assert.Empty(page.Uploader.Calls("dispose"));
        Assert.Empty(page.Uploader.Calls("cancel"));
        await ReportAsync(page, "a", page.Client.Add("Neon rain"));
        dialog.Render(parameters => parameters.Add(dialog => dialog.Open, true));
        Assert.Equal(1, page.Uploader.Initialisations);
        Assert.Contains("was uploaded", dialog.Find(".lora-toast").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_is_reported_to_the_host_and_announced_once()
    {
        using var page = new ComponentTest();
        var item = page.Client.Add("Neon rain");
        var deleted = new List<LoraItem>();
        var dialog = Open(page, parameters => parameters.Add(dialog => dialog.OnDeleted, deleted.Add));
        await dialog.Find("[data-lora-delete]").ClickAsync();
        await dialog.Find("[role=alertdialog] .lora-button-danger").ClickAsync();
        Assert.Equal([item], deleted);
        Assert.Single(dialog.FindAll(".lora-toast"));
        Assert.Equal("No LoRAs yet", dialog.Find(".lora-modal-head p").TextContent);
    }

    [Fact]
    public async Task Close_button_closes_the_dialog_through_the_binding()
    {
        using var page = new ComponentTest();
        var open = true;
        var dialog = page.Render<LoraManagementDialog>(parameters => parameters.Bind(dialog => dialog.Open, open, value => open = value));
        await dialog.Find("[aria-label=Close]").ClickAsync();
        Assert.False(open);
    }

    [Fact]
    public void Classes_and_attributes_are_set_on_the_dialog_element()
    {
        using var page = new ComponentTest();
        var dialog = Open(page, parameters => parameters.Add(dialog => dialog.Class, "mine").AddUnmatched("data-test", "x"));
        Assert.Contains("mine", dialog.Find("dialog").ClassList);
        Assert.Equal("x", dialog.Find("dialog").GetAttribute("data-test"));
    }

    [Fact]
    public void Markup_contains_no_inline_styles()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        Assert.Empty(Open(page).FindAll("[style], style, script"));
    }

    [Fact]
    public async Task Disposal_ends_subscriptions_and_modules()
    {
        using var page = new ComponentTest();
        Open(page);
        await page.DisposeComponentsAsync();
        Assert.Equal(0, page.Client.Subscribers);
        Assert.Single(page.Uploader.Calls("dispose"));
        Assert.Single(page.Modal.Calls("dispose"));
    }

    private static IRenderedComponent<LoraManagementDialog> Open(ComponentTest page, Action<ComponentParameterCollectionBuilder<LoraManagementDialog>>? more = null) =>
        page.Render<LoraManagementDialog>(parameters =>
        {
            parameters.Add(dialog => dialog.Open, true);
            more?.Invoke(parameters);
        });

    private static Task<object?> ChooseAsync(ComponentTest page, params string[] keys) => page.Uploader.InvokeAsync(
        "ChooseAsync", new { files = keys.Select(key => new { key, name = $"{key}.ckpt", size = 100 }), skipped = 0, replaces = (string?)null });

    private static Task<object?> ReportAsync(ComponentTest page, string key, LoraItem lora) =>
        page.Uploader.InvokeAsync("ReportAsync", new[] { new { key, state = "done", sent = 100, lora } });
}
