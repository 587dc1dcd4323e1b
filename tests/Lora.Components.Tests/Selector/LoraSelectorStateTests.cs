using Bunit;
using Bunit.TestDoubles;
using Lora.Components.Tests.Support;
using Lora.Storage;
using Lora.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Components.Tests.Selector;

public sealed class LoraSelectorStateTests : IDisposable
{
    private readonly SelectorPage _page = new();

    public void Dispose() => _page.Dispose();

    [Fact]
    public void Empty_selector_offers_select_and_manage()
    {
        _page.Render();

        Assert.Contains("No LoRA selected", _page.Selector.Markup, StringComparison.Ordinal);
        Assert.Equal(["Select", "Manage"], _page.Selector.FindAll("button").Select(button => button.TextContent.Trim()));
        Assert.DoesNotContain(_page.Selector.FindAll("button"), button => button.HasAttribute("disabled"));
    }

    [Fact]
    public void Empty_workspace_shows_a_hint_and_an_upload_button()
    {
        _page.Page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Render().Open();

        Assert.Equal("No LoRAs yet", _page.Announcement);
        _page.Button("Upload a LoRA").Click();
        Assert.Empty(_page.Selector.FindAll("[role=combobox]"));
        Assert.True(_page.Selector.FindComponent<LoraManagementDialog>().Instance.Open);
    }

    [Fact]
    public void Selected_LoRA_is_shown_with_name_size_and_date()
    {
        var moss = _page.Client.Add("Moss garden", 44_000_000, ComponentTest.Now.AddDays(-2));

        _page.Render(moss.Path);

        Assert.Equal("Moss garden", _page.Selector.Find(".lora-name").TextContent);
        Assert.Contains("44 MB · 2 days ago", _page.Selector.Markup, StringComparison.Ordinal);
        Assert.Equal(["Change", "Clear", "Manage"], _page.Selector.FindAll("button").Select(button => button.TextContent.Trim()));
    }

    [Fact]
    public void Deleted_LoRA_is_shown_as_missing_and_can_be_cleared()
    {
        _page.Render("s3://bucket/loras/ada/0199/old-film_high.safetensors");

        Assert.Equal("old-film_high", _page.Selector.Find(".lora-name").TextContent);
        Assert.Contains("No longer in the library", _page.Selector.Markup, StringComparison.Ordinal);
        _page.Button("Clear").Click();
        Assert.Equal("", _page.Value);
        Assert.Contains("No LoRA selected", _page.Selector.Markup, StringComparison.Ordinal);
        Assert.True(_page.FocusIsOnFirstButton);
    }

    [Fact]
    public void Load_error_is_shown_keeps_the_value_and_can_be_retried()
    {
        var moss = _page.Client.Add("Moss garden");
        _page.Client.Fail(nameof(ILoraClient.FindAsync), new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "The database cannot be reached.", isTransient: true));
        _page.Render(moss.Path);

        Assert.Contains("The database cannot be reached.", _page.Selector.Markup, StringComparison.Ordinal);
        Assert.Equal(moss.Path, _page.Value);
        _page.Client.Reset(nameof(ILoraClient.FindAsync));
        _page.Button("Try again").Click();
        Assert.Equal("Moss garden", _page.Selector.Find(".lora-name").TextContent);
        Assert.DoesNotContain("cannot be reached", _page.Selector.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Unexpected_exception_shows_no_internal_details()
    {
        _page.Client.Fail(nameof(ILoraClient.FindAsync), new InvalidOperationException("secret connection string"));

        _page.Render("s3://x/a.safetensors");

        Assert.DoesNotContain("secret", _page.Selector.Markup, StringComparison.Ordinal);
        Assert.Single(_page.Selector.FindAll(".lora-selector-error"));
    }

    [Fact]
    public void Card_is_busy_and_not_blank_while_the_LoRA_loads()
    {
        var moss = _page.Client.Add("Moss garden");
        var gate = new TaskCompletionSource();
        _page.Client.OnNext(nameof(ILoraClient.FindAsync), (_, _) => gate.Task, int.MaxValue);
        _page.Render("s3://loras/moss.safetensors");

        Assert.Equal("true", _page.Selector.Find(".lora-selector-card").GetAttribute("aria-busy"));
        Assert.Equal("moss", _page.Selector.Find(".lora-name").TextContent);
        gate.SetResult();
        _page.Selector.WaitForAssertion(() => Assert.Null(_page.Selector.Find(".lora-selector-card").GetAttribute("aria-busy")));
    }

    [Fact]
    public async Task Response_for_an_older_value_is_discarded()
    {
        var first = _page.Client.Add("First");
        var second = _page.Client.Add("Second");
        var gate = new TaskCompletionSource();
        _page.Client.OnNext(nameof(ILoraClient.FindAsync), (_, _) => gate.Task, int.MaxValue);
        _page.Render(first.Path);
        _page.Client.Reset(nameof(ILoraClient.FindAsync));
        _page.Selector.Render(parameters => parameters.Add(selector => selector.Value, second.Path));
        gate.SetResult();
        await _page.Selector.InvokeAsync(() => Task.CompletedTask);

        Assert.Equal("Second", _page.Selector.Find(".lora-name").TextContent);
    }

    [Fact]
    public void Disabled_selector_disables_every_button()
    {
        _page.Render(_page.Client.Add("Moss").Path, parameters => parameters.Add(selector => selector.Disabled, true));

        Assert.All(_page.Selector.FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public void Buttons_are_disabled_until_the_page_is_interactive()
    {
        using var page = new SelectorPage(interactive: false);

        page.Render(page.Client.Add("Moss").Path, parameters => parameters.SetAssignedRenderMode(RenderMode.InteractiveServer));

        Assert.Equal("Moss", page.Selector.Find(".lora-name").TextContent);
        Assert.All(page.Selector.FindAll("button"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public void Static_selector_is_a_select_element_that_posts_the_path()
    {
        using var page = new SelectorPage(interactive: false);
        var moss = page.Client.Add("Moss", 44_000_000, ComponentTest.Now);
        page.Client.Add("Neon");
        page.Render(moss.Path, parameters => parameters.Add(selector => selector.Label, "Style").Add(selector => selector.Id, "style"));

        var select = page.Selector.Find("select#style");
        Assert.False(string.IsNullOrEmpty(select.GetAttribute("name")));
        Assert.Equal("Style", page.Selector.Find("label[for=style]").TextContent);
        Assert.Equal(3, select.Children.Length);
        Assert.Equal("", select.Children[0].GetAttribute("value"));
        Assert.Equal("Moss (44 MB · today)", select.QuerySelector("option[selected]")!.TextContent);
        Assert.Empty(page.Selector.FindAll("button"));
    }

    [Fact]
    public void Static_selector_keeps_the_value_of_a_deleted_LoRA()
    {
        using var page = new SelectorPage(interactive: false);

        page.Render("s3://loras/gone.safetensors");

        Assert.Equal("s3://loras/gone.safetensors", page.Selector.Find("option[selected]").GetAttribute("value"));
    }

    [Fact]
    public void Static_selector_posts_the_value_when_the_list_fails()
    {
        using var page = new SelectorPage(interactive: false);
        page.Client.Fail(nameof(ILoraClient.ListAsync), new LoraException("x", "The list is not there."));

        page.Render("s3://loras/kept.safetensors");

        Assert.Equal("The list is not there.", page.Selector.Find("[role=alert]").TextContent);
        Assert.Equal("s3://loras/kept.safetensors", page.Selector.Find("input[type=hidden]").GetAttribute("value"));
    }

    [Theory]
    [InlineData("en-GB", "No LoRA selected", "Select")]
    [InlineData("ko-KR", "선택한 LoRA 없음", "선택")]
    [InlineData("de-DE", "No LoRA selected", "Select")]
    public void Selector_is_localized_or_English(string culture, string empty, string select)
    {
        using var page = new SelectorPage(culture);

        page.Render();

        Assert.Contains(empty, page.Selector.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Button(select));
    }

    [Fact]
    public void Prerendered_LoRA_is_not_loaded_again()
    {
        var client = new ScriptedLoraClient();
        var moss = client.Add("Moss");
        using var prerendered = Handover(client, interactive: false, out var before);
        prerendered.Render<LoraSelector>(parameters => parameters.SetAssignedRenderMode(RenderMode.InteractiveServer).Add(selector => selector.Value, moss.Path));
        before.TriggerOnPersisting();
        Assert.True(before.TryTake<LoraItem>($"lora-item:{moss.Path}", out var item));
        Assert.Single(client.Finds);

        using var interactive = Handover(client, interactive: true, out var after);
        after.Persist($"lora-item:{moss.Path}", item);
        var shown = interactive.Render<LoraSelector>(parameters => parameters.SetAssignedRenderMode(RenderMode.InteractiveServer).Add(selector => selector.Value, moss.Path));
        Assert.Equal("Moss", shown.Find(".lora-name").TextContent);
        Assert.Single(client.Finds);
    }

    // The state must be added before the first service is resolved.
    private static BunitContext Handover(ScriptedLoraClient client, bool interactive, out BunitPersistentComponentState state)
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddSingleton<ILoraClient>(client);
        state = context.AddBunitPersistentComponentState();
        context.SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));
        return context;
    }
}
