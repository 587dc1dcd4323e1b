using Bunit;
using Lora.Components.Tests.Support;
using Microsoft.JSInterop;

namespace Lora.Components.Tests.Selector;

public sealed class LoraSelectorChangeTests
{
    [Fact]
    public void Uploaded_LoRA_appears_in_the_open_list_and_keeps_the_active_option()
    {
        using var page = new SelectorPage();
        page.Client.Add("Old");
        page.Render().Open().Press("ArrowDown");

        page.Client.Notify(LoraChangeKind.Added, page.Client.Add("New", uploadedAt: ComponentTest.Now).Id);

        page.Selector.WaitForAssertion(() => Assert.Equal(["New", "Old"], page.Options));
        Assert.Equal("Old", page.Active);
    }

    [Fact]
    public void Changes_before_the_subscription_was_established_are_shown()
    {
        using var page = new SelectorPage();
        var moss = page.Client.Add("Moss");
        using var delay = page.Client.DelayNext(nameof(ILoraClient.SubscribeAsync));
        page.Render(moss.Path);
        page.Client.Change(moss.Id, item => item with { Name = "Moss garden" });

        delay.Release();

        page.Selector.WaitForAssertion(() => Assert.Equal("Moss garden", page.Selector.Find(".lora-name").TextContent));
    }

    [Fact]
    public void Upload_before_the_subscription_was_established_appears_in_the_open_list()
    {
        using var page = new SelectorPage();
        page.Client.Add("Old");
        using var delay = page.Client.DelayNext(nameof(ILoraClient.SubscribeAsync));
        page.Render().Open();
        page.Selector.WaitForAssertion(() => Assert.Equal(["Old"], page.Options));
        page.Client.Add("New", uploadedAt: ComponentTest.Now);

        delay.Release();

        page.Selector.WaitForAssertion(() => Assert.Equal(["New", "Old"], page.Options));
    }

    [Fact]
    public void Selected_LoRA_follows_renames_and_is_missing_when_deleted()
    {
        using var page = new SelectorPage();
        var moss = page.Client.Add("Moss");
        page.Render(moss.Path);

        page.Client.Change(moss.Id, item => item with { Name = "Moss garden" });
        page.Client.Notify(LoraChangeKind.Updated, moss.Id);
        page.Selector.WaitForAssertion(() => Assert.Equal("Moss garden", page.Selector.Find(".lora-name").TextContent));
        page.Client.Clear();
        page.Client.Notify(LoraChangeKind.Removed, moss.Id);

        page.Selector.WaitForAssertion(() => Assert.Contains("No longer in the library", page.Selector.Markup, StringComparison.Ordinal));
        Assert.Equal(moss.Path, page.Value);
    }

    [Fact]
    public void Selected_LoRA_is_loaded_again_if_changes_were_missed()
    {
        using var page = new SelectorPage();
        var moss = page.Client.Add("Moss");
        page.Render(moss.Path);

        page.Client.Change(moss.Id, item => item with { Name = "Moss garden" });
        page.Client.Notify(LoraChangeKind.Missed, default);

        page.Selector.WaitForAssertion(() => Assert.Equal("Moss garden", page.Selector.Find(".lora-name").TextContent));
    }

    [Fact]
    public void Changes_of_other_LoRAs_send_no_requests()
    {
        using var page = new SelectorPage();
        var moss = page.Client.Add("Moss");
        var other = page.Client.Add("Other");
        page.Render(moss.Path);

        page.Client.Notify(LoraChangeKind.Updated, other.Id);

        Assert.Single(page.Client.Finds);
        Assert.Empty(page.Client.Queries);
    }

    [Fact]
    public async Task Disposed_selector_unsubscribes_and_releases_its_module()
    {
        using var page = new SelectorPage();
        page.Render(page.Client.Add("Moss").Path).Open();
        Assert.Equal(1, page.Client.Subscribers);

        await page.Page.DisposeComponentsAsync();

        Assert.Equal(0, page.Client.Subscribers);
        Assert.Single(page.Module.Calls("dispose"));
    }

    [Fact]
    public async Task Disposal_ignores_a_disconnected_circuit()
    {
        using var page = new ComponentTest();
        var module = page.JSInterop.SetupModule("./_content/Lora.Components/Selector/LoraSelector.razor.js").SetupModule("init", _ => true);
        module.SetupVoid("dispose").SetException(new JSDisconnectedException("gone"));
        page.Render<LoraSelector>();

        Assert.Null(await Record.ExceptionAsync(page.DisposeComponentsAsync));
    }

    [Fact]
    public void Selector_without_module_supports_the_keyboard_and_Enter_submits_no_form()
    {
        using var page = new ComponentTest();
        page.JSInterop.AddInvocationHandler(new MissingModule("LoraSelector.razor.js"));
        var moss = page.Client.Add("Moss");
        string? value = null;
        var selector = page.Render<LoraSelector>(parameters => parameters.Bind(found => found.Value, null!, changed => value = changed));
        selector.Find("button").Click();

        Assert.Equal("", selector.Find("[role=combobox]").GetAttribute("form"));
        selector.Find("[role=combobox]").KeyDown("ArrowDown");
        selector.Find("[role=combobox]").KeyDown("Enter");
        Assert.Equal(moss.Path, value);
    }

    [Fact]
    public void Selector_lists_LoRAs_when_the_subscription_fails()
    {
        using var page = new SelectorPage();
        page.Client.Fail(nameof(ILoraClient.SubscribeAsync), new InvalidOperationException());
        page.Client.Add("Moss");

        Assert.Equal(["Moss"], page.Render().Open().Options);
    }
}
