using AngleSharp.Dom;
using Bunit;
using Lora.Components.Tests.Support;
using Lora.Storage;

namespace Lora.Components.Tests.Library;

public sealed class LoraLibraryDeleteTests
{
    [Fact]
    public async Task Delete_requires_confirmation_that_names_the_file()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        await DeleteButton(library, "Neon rain").ClickAsync();
        var question = library.Find("[role=alertdialog]");
        Assert.Contains("“Neon rain”", question.TextContent, StringComparison.Ordinal);
        Assert.Contains("Neon rain.safetensors", question.TextContent, StringComparison.Ordinal);
        Assert.Equal("Cancel", question.QuerySelector("[data-lora-first-focus]")!.TextContent);
        Assert.Empty(page.Client.Deletes);
    }

    [Fact]
    public async Task Canceled_delete_keeps_the_LoRA()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        await DeleteButton(library, "Neon rain").ClickAsync();
        await Button(library, "Cancel").ClickAsync();
        Assert.Single(page.Modal.Calls("close"));

        await DeleteButton(library, "Neon rain").ClickAsync();
        await page.Modal.InvokeAsync("DismissAsync");
        Assert.Equal(2, page.Modal.Calls("close").Count);
        Assert.Empty(page.Client.Deletes);
        Assert.Single(library.FindAll("li.lora-card"));
    }

    [Fact]
    public async Task Confirmed_delete_is_announced_moves_the_focus_and_notifies_the_host()
    {
        using var page = new ComponentTest();
        page.Client.Add("Last", uploadedAt: ComponentTest.Now.AddDays(-3));
        var second = page.Client.Add("Second", uploadedAt: ComponentTest.Now.AddDays(-2));
        var first = page.Client.Add("First", uploadedAt: ComponentTest.Now.AddDays(-1));
        var deleted = new List<LoraItem>();
        var library = page.Render<LoraLibrary>(parameters => parameters.Add(library => library.OnDeleted, deleted.Add));
        await ConfirmAsync(library, "First");

        Assert.Equal([first.Id], page.Client.Deletes);
        Assert.Equal([first], deleted);
        Assert.Equal(["Second", "Last"], library.FindAll(".lora-card-name").Select(name => name.TextContent));
        Assert.Contains("“First” was deleted.", library.Find("[role=status] .lora-toast").TextContent, StringComparison.Ordinal);
        Assert.Equal(second.Id.ToString(), Assert.Single(page.Library.Calls("focusAfterDelete")).Arguments[0]);
    }

    [Fact]
    public async Task Focus_leaves_the_cards_when_the_last_one_is_deleted()
    {
        using var page = new ComponentTest();
        page.Client.Add("Only");
        var library = page.Render<LoraLibrary>();
        await ConfirmAsync(library, "Only");
        Assert.Null(Assert.Single(page.Library.Calls("focusAfterDelete")).Arguments[0]);
        Assert.Single(library.FindAll(".lora-empty"));
    }

    [Fact]
    public async Task Card_shows_the_error_and_a_retry_button_when_storage_rejects_the_delete()
    {
        using var page = new ComponentTest();
        var item = page.Client.Add("Neon rain");
        page.Client.Fail(nameof(ILoraClient.DeleteAsync), new LoraStorageException(LoraErrorCodes.DeleteFailed, "Storage did not delete the file. Try again.", isTransient: true));
        var library = page.Render<LoraLibrary>();
        await ConfirmAsync(library, "Neon rain");

        var alert = library.Find("li.lora-card [role=alert]");
        Assert.Contains("“Neon rain” was not deleted. Storage did not delete the file. Try again.", alert.TextContent, StringComparison.Ordinal);
        Assert.Empty(library.FindAll(".lora-toast"));
        page.Time.Advance(TimeSpan.FromHours(1));
        Assert.Single(library.FindAll("li.lora-card [role=alert]"));

        page.Client.Reset(nameof(ILoraClient.DeleteAsync));
        await alert.QuerySelector("button")!.ClickAsync();
        Assert.Equal([item.Id, item.Id], page.Client.Deletes);
        Assert.Empty(library.FindAll("li.lora-card"));
    }

    [Fact]
    public async Task Delete_succeeds_when_another_user_already_deleted_the_LoRA()
    {
        using var page = new ComponentTest();
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        page.Client.Clear();
        await ConfirmAsync(library, "Neon rain");
        Assert.Single(library.FindAll(".lora-empty"));
        Assert.Empty(library.FindAll("li [role=alert]"));
    }

    [Fact]
    public async Task Success_message_disappears_after_10_seconds_unless_hovered()
    {
        using var page = new ComponentTest();
        page.Client.Add("One");
        page.Client.Add("Two");
        var library = page.Render<LoraLibrary>();
        await ConfirmAsync(library, "One");
        page.Time.Advance(TimeSpan.FromSeconds(9));
        await library.Find(".lora-toast").TriggerEventAsync("onmouseenter", new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        page.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(library.FindAll(".lora-toast"));

        await library.Find(".lora-toast").TriggerEventAsync("onmouseleave", new Microsoft.AspNetCore.Components.Web.MouseEventArgs());
        page.Time.Advance(TimeSpan.FromSeconds(10));
        library.WaitForAssertion(() => Assert.Empty(library.FindAll(".lora-toast")));
    }

    private static async Task ConfirmAsync(IRenderedComponent<LoraLibrary> library, string name)
    {
        await DeleteButton(library, name).ClickAsync();
        await Button(library, "Delete").ClickAsync();
    }

    private static IElement DeleteButton(IRenderedComponent<LoraLibrary> library, string name) => library.Find($"[aria-label='Delete {name}']");

    private static IElement Button(IRenderedComponent<LoraLibrary> library, string text) =>
        library.FindAll("[role=alertdialog] button").Single(button => button.TextContent == text);
}
