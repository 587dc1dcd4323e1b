using Bunit;
using Lora.Components.Tests.Support;
using Microsoft.JSInterop;

namespace Lora.Components.Tests.Selector;

public sealed class LoraSelectorChangeTests
{
    [Fact]
    public void A_LoRA_uploaded_while_the_list_is_open_appears_and_the_active_one_stays()
    {
        using var page = new SelectorPage();
        page.Client.Add("Old");
        page.Render().Open().Press("ArrowDown");

        page.Client.Tell(LoraChangeKind.Added, page.Client.Add("New", uploadedAt: ComponentTest.Now).Id);

        page.Selector.WaitForAssertion(() => Assert.Equal(["New", "Old"], page.Options));
        Assert.Equal("Old", page.Active);
    }

    [Fact]
    public void The_chosen_LoRA_follows_renames_and_is_shown_as_missing_once_it_is_deleted()
    {
        using var page = new SelectorPage();
        var moss = page.Client.Add("Moss");
        page.Render(moss.Path);

        page.Client.Items[0] = moss with { Name = "Moss garden" };
        page.Client.Tell(LoraChangeKind.Updated, moss.Id);
        page.Selector.WaitForAssertion(() => Assert.Equal("Moss garden", page.Selector.Find(".lora-name").TextContent));
        page.Client.Items.Clear();
        page.Client.Tell(LoraChangeKind.Removed, moss.Id);

        page.Selector.WaitForAssertion(() => Assert.Contains("No longer in the library", page.Selector.Markup, StringComparison.Ordinal));
        Assert.Equal(moss.Path, page.Value);
    }

    [Fact]
    public void Changes_of_other_LoRAs_ask_nothing_of_the_server()
    {
        using var page = new SelectorPage();
        var moss = page.Client.Add("Moss");
        var other = page.Client.Add("Other");
        page.Render(moss.Path);

        page.Client.Tell(LoraChangeKind.Updated, other.Id);

        Assert.Single(page.Client.Finds);
        Assert.Empty(page.Client.Queries);
    }

    [Fact]
    public async Task A_selector_that_is_gone_listens_no_more_and_frees_its_module()
    {
        using var page = new SelectorPage();
        page.Render(page.Client.Add("Moss").Path).Open();
        Assert.Equal(1, page.Client.Subscribers);

        await page.Page.DisposeComponentsAsync();

        Assert.Equal(0, page.Client.Subscribers);
        Assert.Single(page.Module.Calls("dispose"));
    }

    [Fact]
    public async Task A_circuit_that_is_gone_is_no_fault()
    {
        using var page = new ComponentTest();
        var module = page.JSInterop.SetupModule("./_content/Lora.Components/Selector/LoraSelector.razor.js").SetupModule("init", _ => true);
        module.SetupVoid("dispose").SetException(new JSDisconnectedException("gone"));
        page.Render<LoraSelector>();

        Assert.Null(await Record.ExceptionAsync(page.DisposeComponentsAsync));
    }

    [Fact]
    public void Without_its_module_it_still_works_by_keyboard_and_Enter_reaches_no_form()
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
    public void A_workspace_that_cannot_be_listened_to_still_offers_its_LoRAs()
    {
        using var page = new SelectorPage();
        page.Client.SubscribeFault = new InvalidOperationException();
        page.Client.Add("Moss");

        Assert.Equal(["Moss"], page.Render().Open().Options);
    }
}
