using Bunit;
using Lora.Components.Tests.Support;
using Lora.Inspection;
using static Lora.LoraOperation;

namespace Lora.Components.Tests.Workspace;

/// <summary>Permissions that change while the page is open or can't be loaded.</summary>
public sealed class PermissionChangeTests : IDisposable
{
    private readonly ComponentTest _page = new();

    public void Dispose() => _page.Dispose();

    [Theory]
    [InlineData("en-GB", "“Neon rain” was not deleted. You don't have permission to do this in this workspace. Ask your administrator for access.")]
    [InlineData("ko-KR", "“Neon rain” 항목을 삭제하지 못했습니다. 이 작업 공간에서 이 작업을 할 권한이 없습니다. 관리자에게 권한을 요청하세요.")]
    public async Task Denied_delete_is_reported_and_removes_the_button(string culture, string sentence)
    {
        using var page = new ComponentTest(culture);
        page.Client.Add("Neon rain");
        var library = page.Render<LoraLibrary>();
        page.Client.Deny(Delete);
        await library.Find("[data-lora-delete]").ClickAsync();
        await library.Find("[role=alertdialog] .lora-button-danger").ClickAsync();

        var alert = library.Find("li.lora-card [role=alert]");
        Assert.Equal(sentence, alert.TextContent.Trim());
        Assert.Empty(alert.QuerySelectorAll("button"));
        Assert.Empty(library.FindAll("[data-lora-delete]"));
        Assert.Single(page.Library.Calls("recover"));
    }

    [Fact]
    public async Task Denied_rename_is_reported_and_removes_the_button()
    {
        _page.Client.Add("Neon rain");
        var library = _page.Render<LoraLibrary>();
        await library.Find("[aria-label='Rename Neon rain']").ClickAsync();
        _page.Client.Deny(Edit);
        await library.Find("[data-lora-save]").ClickAsync();

        Assert.StartsWith("You don't have permission", library.Find("li.lora-card [role=alert]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Empty(library.FindAll("[data-lora-rename], [aria-label='Rename Neon rain']"));
        Assert.Equal("Neon rain", library.Find(".lora-card-name").TextContent);
        Assert.Single(_page.Library.Calls("recover"));
    }

    [Theory]
    [InlineData("Save")]
    [InlineData("Unlink")]
    public async Task Denied_edit_is_reported_and_makes_the_details_read_only(string button)
    {
        var high = _page.Client.Add("Neon rain", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.High));
        _page.Client.Partners[high.Id] = _page.Client.Add("Neon rain low", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.Low)).Id;
        var library = _page.Render<LoraLibrary>();
        await library.Find($"[data-lora-id='{high.Id}'] [data-lora-details]").ClickAsync();
        _page.Client.Deny(Edit);
        await library.FindAll(".lora-details button").Single(found => found.TextContent.Trim() == button).ClickAsync();

        Assert.StartsWith("You don't have permission", library.Find(".lora-details-part [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(library.FindAll(".lora-details button"), found => found.TextContent.Trim() is "Save" or "Unlink" or "Link…");
        Assert.Contains("Neon rain low", library.Find("[aria-label='Partner']").TextContent, StringComparison.Ordinal);
        Assert.Single(library.FindAll(".lora-details [data-lora-denied]"));
        Assert.Single(_page.Library.Calls("recover"));
    }

    [Fact]
    public async Task Denied_upload_is_reported_and_removes_the_drop_zone()
    {
        var uploader = _page.Render<LoraUploader>();
        await _page.Uploader.InvokeAsync("ChooseAsync", new { files = new[] { new { key = "a", name = "a.ckpt", size = 100 } } });
        _page.Client.Deny(Upload);
        var error = new { code = LoraErrorCodes.PermissionDenied, detail = "English.", issues = Array.Empty<object>(), chooseAgain = false };
        await _page.Uploader.InvokeAsync("ReportAsync", new[] { new { key = "a", state = "failed", error } });

        Assert.Equal("You don't have permission to do this in this workspace. Ask your administrator for access.", uploader.Find(".lora-upload .lora-note").TextContent);
        Assert.Equal("You can view and use LoRAs here. Ask your administrator for permission to upload.", uploader.Find("[data-lora-denied]").TextContent);
        Assert.Empty(uploader.FindAll(".lora-dropzone, input[type=file], [data-lora-choose-folder]"));
        Assert.NotEmpty(_page.Uploader.Calls("recover"));

        _page.Client.Permit(Upload);
        await _page.Uploader.InvokeAsync("ReportAsync", new[] { new { key = "a", state = "failed", error } });
        Assert.Equal(1, _page.Uploader.Initialisations);
    }

    [Fact]
    public async Task Refresh_shows_newly_granted_permissions()
    {
        _page.Client.Add("Neon rain");
        _page.Client.Allow(View);
        var dialog = _page.Render<LoraManagementDialog>(parameters => parameters.Add(dialog => dialog.Open, true));
        Assert.Empty(dialog.FindAll("input[type=file], [data-lora-delete]"));

        _page.Client.Permit(Upload, Delete);
        await dialog.Find("[aria-label=Refresh]").ClickAsync();
        Assert.Single(dialog.FindAll("[data-lora-delete]"));
        Assert.Single(dialog.FindAll("input[type=file]:not([disabled])"));
        Assert.Equal(1, _page.Uploader.Initialisations);
    }

    [Fact]
    public async Task Cards_and_details_disappear_when_view_permission_is_revoked()
    {
        _page.Client.Add("Neon rain");
        var library = _page.Render<LoraLibrary>();
        await library.Find("[data-lora-details]").ClickAsync();
        _page.Client.Deny(View);
        await library.Find("[aria-label=Refresh]").ClickAsync();

        Assert.Empty(library.FindAll("li.lora-card, .lora-details, input[type=search], .lora-library-error"));
        Assert.Single(library.FindAll(".lora-empty [data-lora-denied]"));
        _page.Client.Permit(View);
        await library.Find(".lora-empty button").ClickAsync();
        Assert.Single(library.FindAll("li.lora-card"));
    }

    [Fact]
    public void Denied_usage_request_is_treated_as_denied_view()
    {
        _page.Client.Allow(Upload);
        _page.Client.Fail(nameof(ILoraClient.GetWorkspaceAsync), ClientExtensions.Denied());
        var dialog = _page.Render<LoraManagementDialog>(parameters => parameters.Add(dialog => dialog.Open, true));
        Assert.Single(dialog.FindAll(".lora-empty [data-lora-denied]"));
        Assert.Single(dialog.FindAll("input[type=file]"));
        Assert.Empty(dialog.FindAll(".lora-modal-head p"));
    }

    [Fact]
    public async Task List_works_when_permissions_cannot_be_loaded()
    {
        _page.Client.Add("Neon rain");
        _page.Client.Fail(nameof(ILoraClient.GetWorkspaceAsync), new InvalidOperationException("secret"));
        var dialog = _page.Render<LoraManagementDialog>(parameters => parameters.Add(dialog => dialog.Open, true));
        Assert.Single(dialog.FindAll("input[type=file]:not([disabled])"));
        Assert.Empty(dialog.FindAll(".lora-library-error"));
        await dialog.Find("[data-lora-delete]").ClickAsync();
        await dialog.Find("[role=alertdialog] .lora-button-danger").ClickAsync();
        Assert.Empty(_page.Client.Items);
    }

    [Fact]
    public async Task Restricted_actions_are_hidden_until_permissions_are_loaded()
    {
        _page.Client.Add("Neon rain");
        _page.Client.Allow(View);
        var gate = new TaskCompletionSource();
        _page.Client.OnNext(nameof(ILoraClient.GetWorkspaceAsync), (_, _) => gate.Task, int.MaxValue);
        var dialog = _page.Render<LoraManagementDialog>(parameters => parameters.Add(dialog => dialog.Open, true));
        Assert.Single(dialog.FindAll("li.lora-card"));
        Assert.Empty(dialog.FindAll("[data-lora-delete], [aria-label='Rename Neon rain'], input[type=file]:not([disabled])"));

        await dialog.InvokeAsync(gate.SetResult);
        dialog.WaitForAssertion(() => Assert.Single(dialog.FindAll(".lora-uploader [data-lora-denied]")));
        Assert.Empty(dialog.FindAll("[data-lora-delete]"));
    }

    [Fact]
    public async Task Components_of_a_dialog_share_one_permission_request()
    {
        var item = _page.Client.Add("Neon rain");
        var dialog = _page.Render<LoraManagementDialog>();
        Assert.Equal(0, _page.Client.WorkspaceCalls);
        dialog.Render(parameters => parameters.Add(dialog => dialog.Open, true));
        await dialog.Find("[data-lora-details]").ClickAsync();
        Assert.Equal(1, _page.Client.WorkspaceCalls);

        _page.Client.Notify(LoraChangeKind.Updated, item.Id);
        _page.Time.Advance(TimeSpan.FromMilliseconds(100));
        dialog.WaitForAssertion(() => Assert.Equal(2, _page.Client.WorkspaceCalls));
    }

    [Fact]
    public void Static_page_loads_permissions_once()
    {
        using var page = new ComponentTest(interactive: false);
        page.Client.Add("Neon rain");
        page.Client.Allow(Delete);
        var library = page.Render<LoraLibrary>();
        Assert.Equal(1, page.Client.WorkspaceCalls);
        Assert.Single(library.FindAll("[data-lora-denied]"));
        Assert.Empty(library.FindAll("button"));
    }

    [Fact]
    public async Task Uploaded_file_is_looked_up_once_without_view_permission()
    {
        var uploaded = new List<LoraItem>();
        _page.Client.Allow(Upload);
        var uploader = _page.Render<LoraUploader>(parameters => parameters.Add(uploader => uploader.OnUploaded, uploaded.Add));
        var item = _page.Client.Add("neon");
        var done = new[] { new { key = "a", name = "a.ckpt", size = 100, state = "done", sent = 100, lora = item } };
        await _page.Uploader.InvokeAsync("ReportAsync", done);
        await _page.Uploader.InvokeAsync("ReportAsync", new[] { new { key = "b", name = "b.ckpt", size = 100, state = "waiting" } });
        Assert.Single(_page.Client.Finds);
        Assert.Empty(uploaded);
        Assert.Equal("b.ckpt", uploader.Find(".lora-name").TextContent);
    }
}
