using Bunit;
using Lora.Components.Tests.Support;

namespace Lora.Components.Tests.Uploader;

/// <summary>Uploads that are older than the component, paused, or require user action.</summary>
public sealed class LoraUploaderLifeTests
{
    [Fact]
    public async Task Earlier_uploads_are_shown_when_the_component_is_added()
    {
        using var page = new ComponentTest();
        var busy = new List<bool>();
        var uploader = page.Render<LoraUploader>(parameters => parameters.Add(uploader => uploader.OnBusyChanged, busy.Add));
        await ReportAsync(page, Row("a", "uploading", sent: 381_000_000), Row("b", "waiting"));
        Assert.Equal(["a.safetensors", "b.safetensors"], uploader.FindAll(".lora-name").Select(name => name.TextContent));
        Assert.Contains("381 of 614 MB", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Equal([true], busy);
    }

    [Fact]
    public async Task Upload_that_finished_without_component_is_reported_to_the_host()
    {
        using var page = new ComponentTest();
        var uploaded = new List<LoraItem>();
        var uploader = page.Render<LoraUploader>(parameters => parameters.Add(uploader => uploader.OnUploaded, uploaded.Add));
        var item = page.Client.Add("neon");
        await ReportAsync(page, Row("a", "done", sent: 614_000_000, lora: item));
        Assert.Equal(item.Id, Assert.Single(uploaded).Id);
        Assert.Equal("a.safetensors was uploaded.", Announcement(uploader));
        Assert.Empty(uploader.FindAll(".lora-upload"));
    }

    [Fact]
    public async Task Repeated_report_notifies_the_host_once()
    {
        using var page = new ComponentTest();
        var uploaded = new List<LoraItem>();
        var uploader = page.Render<LoraUploader>(parameters => parameters.Add(uploader => uploader.OnUploaded, uploaded.Add));
        var done = Row("a", "done", sent: 614_000_000, lora: page.Client.Add("neon"));
        await ReportAsync(page, done);
        await ReportAsync(page, done);
        Assert.Single(uploaded);
        Assert.Empty(uploader.FindAll(".lora-upload"));
    }

    [Fact]
    public async Task Uploaded_LoRA_is_reported_later_when_loading_fails_at_first()
    {
        using var page = new ComponentTest();
        var uploaded = new List<LoraItem>();
        var uploader = page.Render<LoraUploader>(parameters => parameters.Add(uploader => uploader.OnUploaded, uploaded.Add));
        var done = Row("a", "done", sent: 614_000_000, lora: page.Client.Add("neon"));
        page.Client.Fail(nameof(ILoraClient.FindAsync), new LoraException("database.unavailable", "The database cannot be reached."));
        await Assert.ThrowsAsync<LoraException>(() => ReportAsync(page, done));
        Assert.Equal("a.safetensors was uploaded.", Announcement(uploader));
        Assert.Empty(uploader.FindAll(".lora-upload"));
        Assert.Empty(uploaded);

        page.Client.Reset(nameof(ILoraClient.FindAsync));
        await ReportAsync(page, done);
        Assert.Single(uploaded);
    }

    [Fact]
    public async Task Upload_is_paused_and_resumed_with_the_same_button()
    {
        using var page = new ComponentTest();
        var busy = new List<bool>();
        var uploader = page.Render<LoraUploader>(parameters => parameters.Add(uploader => uploader.OnBusyChanged, busy.Add));
        await ReportAsync(page, Row("a", "uploading", sent: 381_000_000));
        await uploader.Find("[aria-label='Pause the upload of a.safetensors']").ClickAsync();
        Assert.Equal("a", Assert.Single(page.Uploader.Calls("pause")).Arguments[0]);
        Assert.Equal("The upload of a.safetensors is paused.", Announcement(uploader));

        await ReportAsync(page, Row("a", "paused", sent: 381_000_000));
        Assert.Contains("Paused · 381 of 614 MB", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Equal("381000000", uploader.Find("progress").GetAttribute("value"));
        await uploader.Find("[aria-label='Resume the upload of a.safetensors']").ClickAsync();
        Assert.Equal("a", Assert.Single(page.Uploader.Calls("resume")).Arguments[0]);
        Assert.Equal("The upload of a.safetensors resumes.", Announcement(uploader));
        Assert.Equal([true, false, true], busy);
    }

    [Theory]
    [InlineData("en-GB", "You already have this file as “Neon rain”.", "Skip", "Upload anyway")]
    [InlineData("ko-KR", "이미 “Neon rain”(으)로 등록된 파일입니다.", "건너뛰기", "그래도 업로드")]
    public async Task Duplicate_is_reported_and_can_be_skipped(string culture, string sentence, string skip, string anyway)
    {
        using var page = new ComponentTest(culture);
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "duplicate", duplicate: page.Client.Add("Neon rain")));
        Assert.Equal([skip, anyway], At(uploader, 0).QuerySelectorAll("button").Select(button => button.TextContent));
        Assert.Contains(sentence, At(uploader, 0).TextContent, StringComparison.Ordinal);
        await Button(uploader, skip).ClickAsync();
        Assert.Equal("a", Assert.Single(page.Uploader.Calls("cancel")).Arguments[0]);
        Assert.Empty(uploader.FindAll(".lora-upload"));
    }

    [Fact]
    public async Task Duplicate_can_be_uploaded_anyway()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "duplicate", duplicate: page.Client.Add("Neon rain")));
        Assert.Equal("a.safetensors: you already have this file as “Neon rain”. Skip it or upload it anyway.", Announcement(uploader));
        await Button(uploader, "Upload anyway").ClickAsync();
        Assert.Equal("a", Assert.Single(page.Uploader.Calls("proceed")).Arguments[0]);
        Assert.Contains("614 MB · waiting", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Equal(uploader.Find(".lora-upload").Id, Assert.Single(page.Uploader.Calls("refocus")).Arguments[0]);
    }

    [Fact]
    public async Task Upload_in_another_tab_is_shown_and_can_be_dismissed()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "elsewhere"));
        Assert.Contains("614 MB · being uploaded in another tab", At(uploader, 0).TextContent, StringComparison.Ordinal);
        await uploader.Find("[aria-label='Dismiss a.safetensors']").ClickAsync();
        Assert.Single(page.Uploader.Calls("cancel"));
    }

    [Fact]
    public async Task Unfinished_uploads_can_be_resumed_and_canceled()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "unfinished", sent: 381_000_000), Row("b", "unfinished", sent: 100_000_000, needsFile: true));
        Assert.Equal("2 uploads aren't finished. Resume or cancel them.", Announcement(uploader));
        Assert.Contains("Unfinished · 381 of 614 MB", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("choose the file again", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Contains("choose the file again to resume", At(uploader, 1).TextContent, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], uploader.FindAll("[data-lora-continue]").Select(button => button.GetAttribute("data-lora-continue")));
        Assert.Equal("381000000", uploader.Find("progress").GetAttribute("value"));

        await uploader.FindAll("button").First(button => button.TextContent == "Cancel upload").ClickAsync();
        Assert.Equal("a", Assert.Single(page.Uploader.Calls("cancel")).Arguments[0]);
        Assert.Equal("b.safetensors", Assert.Single(uploader.FindAll(".lora-name")).TextContent);
        await ReportAsync(page, Row("a", "unfinished", sent: 381_000_000));
        Assert.Single(uploader.FindAll(".lora-name"));
    }

    [Fact]
    public async Task Unfinished_upload_shows_only_its_size_when_progress_is_unknown()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "unfinished", sent: 0, needsFile: true));
        Assert.Contains("Unfinished · 614 MB · choose the file again to resume", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Empty(uploader.FindAll("progress"));
    }

    [Theory]
    [InlineData("upload.other_name", "This is a different file. Choose “a.safetensors”.")]
    [InlineData("upload.other_size", "This file has a different size. Choose “a.safetensors” (614 MB).")]
    [InlineData("upload.other_content", "This isn't the file that was being uploaded, or it has changed. Choose the original file, or cancel this upload and start over.")]
    [InlineData("upload.file_forbidden", "The browser doesn't have permission to read the file. Resume again and choose the file.")]
    [InlineData("upload.file_moved", "The file isn't where it was. Resume again and choose the file.")]
    [InlineData("upload.file_unreadable", "The file can't be read. It may have been moved or changed, or its drive may be disconnected. Restore the file, then resume or retry the upload.")]
    public async Task Different_file_for_an_unfinished_upload_is_rejected_with_a_message(string code, string sentence)
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "unfinished", sent: 10));
        await ReportAsync(page, Row("a", "unfinished", sent: 10, error: code));
        Assert.Equal(sentence, uploader.Find(".lora-note-danger").TextContent);
        Assert.Equal($"The upload of a.safetensors was not resumed. {sentence}", Announcement(uploader));
        Assert.NotNull(uploader.Find("[data-lora-continue=a]"));
    }

    [Fact]
    public async Task Upload_with_an_unreadable_file_stops_with_a_message()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "uploading", sent: 381_000_000));
        await ReportAsync(page, Row("a", "unfinished", sent: 381_000_000, error: "upload.file_unreadable"));
        Assert.StartsWith("The upload of a.safetensors stopped. The file can't be read", Announcement(uploader), StringComparison.Ordinal);
        Assert.Contains("Unfinished · 381 of 614 MB", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.NotNull(uploader.Find("[data-lora-continue=a]"));
    }

    [Fact]
    public async Task Focus_is_kept_when_an_unfinished_upload_resumes()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "unfinished", sent: 10));
        await ReportAsync(page, Row("a", "uploading", sent: 10));
        Assert.Equal(uploader.Find(".lora-upload").Id, Assert.Single(page.Uploader.Calls("refocus")).Arguments[0]);
    }

    [Theory]
    [InlineData("finishing")]
    [InlineData("failed")]
    [InlineData("done")]
    [InlineData("cancelled")]
    public async Task Focus_is_recovered_when_an_upload_changes(string state)
    {
        using var page = new ComponentTest();
        page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "uploading", sent: 10));
        var before = page.Uploader.Calls("recover").Count;
        await ReportAsync(page, Row("a", "uploading", sent: 20));
        Assert.Equal(before, page.Uploader.Calls("recover").Count);

        await ReportAsync(page, Row(
            "a", state, sent: 614_000_000, lora: state is "done" ? page.Client.Add("neon") : null, error: state is "failed" ? "upload.network" : null));

        Assert.Equal(before + 1, page.Uploader.Calls("recover").Count);
        Assert.Empty(page.Uploader.Calls("refocus"));
    }

    [Theory]
    [InlineData("offline", null, "You're offline. The upload resumes when you're back online.", null)]
    [InlineData("retrying", "The file storage cannot be reached. Try again in a moment.", "381 of 614 MB · retrying", "The file storage cannot be reached. Try again in a moment.")]
    [InlineData("retrying", null, "381 of 614 MB · retrying", null)]
    [InlineData("comparing", null, "Verifying the stored parts", null)]
    public async Task Status_shows_what_an_upload_is_waiting_for(string note, string? detail, string status, string? sentence)
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "uploading", sent: 381_000_000, note: note, detail: detail));
        Assert.Contains(status, At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Equal(sentence, uploader.FindAll(".lora-note").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public async Task Lost_connection_is_announced_once()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "uploading", sent: 10));
        await ReportAsync(page, Row("a", "uploading", sent: 10, note: "offline"));
        Assert.Equal("You're offline. The upload resumes when you're back online.", Announcement(uploader));
        await ReportAsync(page, Row("a", "uploading", sent: 200_000_000));
        Assert.Equal("a.safetensors: 25% uploaded.", Announcement(uploader));
    }

    [Fact]
    public async Task Cancel_of_a_finishing_upload_waits_for_the_result()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "finishing", sent: 614_000_000));
        await uploader.Find("[aria-label='Cancel the upload of a.safetensors']").ClickAsync();
        Assert.Single(page.Uploader.Calls("cancel"));
        Assert.Contains("canceling if it isn't too late", At(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Empty(uploader.FindAll(".lora-upload button"));

        await ReportAsync(page, Row("a", "done", sent: 614_000_000, lora: page.Client.Add("neon")));
        Assert.Equal("a.safetensors was uploaded. It was too late to cancel.", Announcement(uploader));
    }

    [Fact]
    public async Task Successful_cancel_is_announced_when_confirmed()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "finishing", sent: 614_000_000));
        await uploader.Find("[aria-label='Cancel the upload of a.safetensors']").ClickAsync();
        Assert.Empty(Announcement(uploader));

        await ReportAsync(page, Row("a", "cancelled"));
        Assert.Equal("The upload of a.safetensors was canceled.", Announcement(uploader));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Canceled_upload_returns_when_it_was_already_finished(bool isHeardFinishing)
    {
        using var page = new ComponentTest();
        var uploaded = new List<LoraItem>();
        var uploader = page.Render<LoraUploader>(parameters => parameters.Add(component => component.OnUploaded, uploaded.Add));
        await ReportAsync(page, Row("a", "uploading", sent: 600_000_000));
        await uploader.Find("[aria-label='Cancel the upload of a.safetensors']").ClickAsync();
        Assert.Empty(uploader.FindAll(".lora-upload"));

        if (isHeardFinishing)
        {
            await ReportAsync(page, Row("a", "finishing", sent: 614_000_000));
            Assert.Contains("canceling if it isn't too late", At(uploader, 0).TextContent, StringComparison.Ordinal);
        }

        var item = page.Client.Add("neon");
        await ReportAsync(page, Row("a", "done", sent: 614_000_000, lora: item));
        Assert.Equal("a.safetensors was uploaded. It was too late to cancel.", Announcement(uploader));
        Assert.Equal(item.Id, Assert.Single(uploaded).Id);
        await ReportAsync(page, Row("a", "done", sent: 614_000_000, lora: item));
        Assert.Single(uploaded);
        Assert.Empty(uploader.FindAll(".lora-upload"));
    }

    [Fact]
    public async Task Unacknowledged_cancel_is_sent_again()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "uploading", sent: 10));
        await uploader.Find("[aria-label='Cancel the upload of a.safetensors']").ClickAsync();
        await ReportAsync(page, Row("a", "uploading", sent: 20));
        Assert.Equal(["a", "a"], page.Uploader.Calls("cancel").Select(call => call.Arguments[0]));
        Assert.Empty(uploader.FindAll(".lora-upload"));

        await ReportAsync(page, Row("a", "cancelled"));
        Assert.Equal(2, page.Uploader.Calls("cancel").Count);
    }

    [Theory]
    [InlineData("retry", "failed", "Retry")]
    [InlineData("proceed", "duplicate", "Upload anyway")]
    public async Task Unacknowledged_call_is_repeated_a_limited_number_of_times(string function, string state, string button)
    {
        using var page = new ComponentTest();
        page.Uploader.Instance.SetupVoid(function, _ => true).SetCanceled();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", state, duplicate: page.Client.Add("Neon rain"), error: state is "failed" ? "upload.network" : null));
        await Button(uploader, button).ClickAsync();
        Assert.Equal(3, page.Uploader.Calls(function).Count);
    }

    [Fact]
    public async Task Simultaneous_announcements_are_combined_with_required_actions_first()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "uploading"), Row("b", "duplicate", duplicate: page.Client.Add("Neon rain")), Row("c", "failed", error: "upload.already_listed"));
        Assert.Equal(
            "b.safetensors: you already have this file as “Neon rain”. Skip it or upload it anyway. "
            + "c.safetensors was not uploaded. This file is already in the list. Uploading a.safetensors.",
            Announcement(uploader));

        object[] many = [.. Enumerable.Range(0, 20).Select(number => Row($"f{number}", "uploading"))];
        await ReportAsync(page, many);
        Assert.Equal(5, Announcement(uploader).Split("Uploading ", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.EndsWith("And 15 more.", Announcement(uploader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_canceled_elsewhere_leaves_the_list()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "uploading"), Row("b", "waiting"));
        await ReportAsync(page, Row("a", "cancelled"));
        Assert.Equal("b.safetensors", Assert.Single(uploader.FindAll(".lora-name")).TextContent);
    }

    [Fact]
    public async Task File_selected_twice_is_reported_and_cannot_be_retried()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "failed", error: "upload.already_listed"));
        Assert.Equal("This file is already in the list.", uploader.Find(".lora-note").TextContent);
        Assert.Equal("Dismiss a.safetensors", Assert.Single(uploader.FindAll(".lora-upload button")).GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("upload.direct_unreachable", "CORS")]
    [InlineData("upload.direct_forbidden", "connect-src")]
    [InlineData("upload.direct_refused", "(403 AccessDenied)")]
    public async Task Direct_transfer_error_states_the_cause(string code, string words)
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("a", "failed", error: code, errorDetail: "403 AccessDenied"));
        Assert.Contains(words, uploader.Find(".lora-note").TextContent, StringComparison.Ordinal);
    }

    private static object Row(
        string key, string state, long sent = 0, string? note = null, string? detail = null, bool needsFile = false, LoraItem? duplicate = null, LoraItem? lora = null,
        string? error = null, string? errorDetail = null) => new
        {
            key,
            name = $"{key}.safetensors",
            size = 614_000_000L,
            state,
            sent,
            note,
            retryReason = detail is null ? null : new { code = "storage.unavailable", detail },
            needsFile,
            duplicate,
            lora,
            error = error is null ? null : new { code = error, detail = errorDetail, issues = Array.Empty<object>(), chooseAgain = false },
        };

    private static Task<object?> ReportAsync(ComponentTest page, params object[] reports) => page.Uploader.InvokeAsync("ReportAsync", reports);

    private static AngleSharp.Dom.IElement At(IRenderedComponent<LoraUploader> uploader, int place) => uploader.FindAll(".lora-upload")[place];

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<LoraUploader> uploader, string text) => uploader.FindAll("button").Single(button => button.TextContent == text);

    private static string Announcement(IRenderedComponent<LoraUploader> uploader) => uploader.Find("[role=status]").TextContent;
}
