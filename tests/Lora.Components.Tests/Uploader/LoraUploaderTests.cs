using Bunit;
using Lora.Components.Tests.Support;
using Lora.Testing;
using Microsoft.JSInterop;

namespace Lora.Components.Tests.Uploader;

public sealed class LoraUploaderTests
{
    [Fact]
    public void File_input_is_labeled_and_accepts_several_files()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        var input = uploader.Find("input[type=file]");
        Assert.True(input.HasAttribute("multiple"));
        Assert.Equal(".safetensors,.ckpt", input.GetAttribute("accept"));
        Assert.Equal("Choose files", uploader.Find($"label[for={input.Id}]").TextContent);
        Assert.Equal(".safetensors or .ckpt, up to 5 GB each", uploader.Find($"#{input.GetAttribute("aria-describedby")}").TextContent);
        Assert.False(input.HasAttribute("disabled"));
        Assert.Equal(string.Empty, input.GetAttribute("form"));
    }

    [Fact]
    public async Task Only_valid_files_are_accepted()
    {
        using var page = new ComponentTest { Client = new ScriptedLoraClient { FileRules = new LoraFileRules(1_000) } };
        var uploader = page.Render<LoraUploader>();
        var accepted = await ChooseAsync(page, ("a", "ok.safetensors", 1_000), ("b", "notes.txt", 10), ("c", "big.ckpt", 1_001), ("d", "empty.ckpt", 0));

        Assert.Equal(["a"], accepted);
        Assert.Equal(["ok.safetensors", "notes.txt", "big.ckpt", "empty.ckpt"], uploader.FindAll(".lora-name").Select(name => name.TextContent));
        Assert.Equal(3, uploader.FindAll("[data-lora-choose-again]").Count);
        Assert.Contains("is larger than the limit of 1 kB", Row(uploader, 2).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeated_message_gets_the_same_response_and_adds_no_files()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        var first = await ChooseAsync(page, ("a", "neon.ckpt", 100), ("b", "rain.ckpt", 100), ("c", "notes.txt", 10), ("d", "more.txt", 10));
        await ReportAsync(page, new { key = "a", state = "uploading", sent = 10 });
        await uploader.Find("[aria-label='Cancel the upload of rain.ckpt']").ClickAsync();
        await uploader.Find("[aria-label='Dismiss more.txt']").ClickAsync();

        var second = await ChooseAsync(page, ("a", "neon.ckpt", 100), ("b", "rain.ckpt", 100), ("c", "notes.txt", 10), ("d", "more.txt", 10));

        Assert.Equal(["a", "b"], first);
        Assert.Equal(["a"], second);
        Assert.Equal(["neon.ckpt", "notes.txt"], uploader.FindAll(".lora-name").Select(name => name.TextContent));
        Assert.Equal("10", uploader.Find("progress").GetAttribute("value"));
    }

    [Fact]
    public async Task Every_issue_of_a_file_is_shown()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "notes.txt", 0));
        var faults = Row(uploader, 0).QuerySelectorAll(".lora-note").Select(note => note.TextContent).ToList();
        Assert.Equal(new LoraFileRules().Check("notes.txt", 0).Select(issue => issue.Message), faults);
        Assert.StartsWith("notes.txt can't be uploaded.", Announcement(uploader), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newly_selected_file_replaces_the_rejected_one()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "notes.txt", 10));
        await page.Uploader.InvokeAsync("ChooseAsync", new { files = new[] { new { key = "b", name = "right.ckpt", size = 10 } }, skipped = 0, replaces = "a" });
        Assert.Equal("right.ckpt", uploader.Find(".lora-name").TextContent);
        Assert.Empty(uploader.FindAll(".lora-note"));
    }

    [Fact]
    public async Task Progress_is_shown_in_numbers()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.safetensors", 614_000_000));
        Assert.Contains("614 MB · waiting", Row(uploader, 0).TextContent, StringComparison.Ordinal);

        await ReportAsync(page, new { key = "a", state = "uploading", sent = 381_000_000L, speed = 48_000_000d, secondsLeft = 4.85 });
        var progress = uploader.Find("progress");
        Assert.Equal(("614000000", "381000000"), (progress.GetAttribute("max"), progress.GetAttribute("value")));
        Assert.Equal("neon.safetensors", uploader.Find($"#{progress.GetAttribute("aria-labelledby")}").TextContent);
        Assert.Contains("381 of 614 MB · 48 MB/s", Row(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Contains("5 s left", Row(uploader, 0).TextContent, StringComparison.Ordinal);

        await ReportAsync(page, new { key = "a", state = "finishing", sent = 614_000_000L });
        Assert.Contains("Finishing", Row(uploader, 0).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_quarters_and_end_are_announced_once()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.ckpt", 100));
        var announcements = new List<string>();
        foreach (var sent in new[] { 0, 10, 25, 30, 49, 50, 51, 80, 99 })
        {
            await ReportAsync(page, new { key = "a", state = "uploading", sent });
            announcements.Add(Announcement(uploader));
        }

        await ReportAsync(page, new { key = "a", state = "done", sent = 100, lora = page.Client.Add("neon") });
        announcements.Add(Announcement(uploader));
        Assert.Equal(
            ["Uploading neon.ckpt.", "neon.ckpt: 25% uploaded.", "neon.ckpt: 50% uploaded.", "neon.ckpt: 75% uploaded.", "neon.ckpt was uploaded."],
            announcements.Distinct());
    }

    [Fact]
    public async Task Checking_is_shown_and_can_be_canceled()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.safetensors", 614_000_000));
        await ReportAsync(page, new { key = "a", state = "checking", sent = 0 });
        Assert.Contains("614 MB · checking the file", Row(uploader, 0).TextContent, StringComparison.Ordinal);
        Assert.Contains("Cancel the upload of neon.safetensors", Row(uploader, 0).QuerySelectorAll("button").Select(button => button.GetAttribute("aria-label")));
        Assert.Empty(uploader.FindAll("progress"));
    }

    [Fact]
    public async Task Rejected_file_shows_the_issue_and_can_be_replaced()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "page.safetensors", 20_000));
        var issue = new { code = "file.html", message = "This is an HTML page, not the model. Download the file again.", member = "file" };
        await ReportAsync(page, new { key = "a", state = "failed", sent = 0, error = new { code = issue.code, detail = issue.message, issues = new[] { issue }, chooseAgain = true } });
        Assert.Equal([issue.message], Row(uploader, 0).QuerySelectorAll(".lora-note").Select(note => note.TextContent));
        Assert.Equal("Choose again", Row(uploader, 0).QuerySelector("[data-lora-choose-again]")!.TextContent);
        Assert.Equal($"page.safetensors was not uploaded. {issue.message}", Announcement(uploader));
    }

    [Fact]
    public async Task Dangerous_pickle_shows_the_risk_and_advice()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "hostile.ckpt", 60));
        var issue = new { code = "pickle.dangerous_global", message = "It would call posix.system when it is loaded.", member = "file" };
        await ReportAsync(page, new { key = "a", state = "failed", sent = 0, error = new { code = issue.code, detail = issue.message, issues = new[] { issue }, chooseAgain = true } });
        Assert.Equal([issue.message, "Loading this file could run malicious code. Look for a .safetensors version."], Row(uploader, 0).QuerySelectorAll(".lora-note").Select(note => note.TextContent));
    }

    [Fact]
    public async Task Finished_upload_is_reported_to_the_host_and_leaves_the_list()
    {
        using var page = new ComponentTest();
        var uploaded = new List<LoraItem>();
        var busy = new List<bool>();
        var uploader = page.Render<LoraUploader>(parameters => parameters.Add(uploader => uploader.OnUploaded, uploaded.Add).Add(uploader => uploader.OnBusyChanged, busy.Add));
        var lora = page.Client.Add("neon");
        await ChooseAsync(page, ("a", "neon.ckpt", 100));
        await ReportAsync(page, new { key = "a", state = "done", sent = 100, lora });

        Assert.Equal(lora.Id, Assert.Single(uploaded).Id);
        Assert.Equal([true, false], busy);
        Assert.Empty(uploader.FindAll(".lora-upload"));
    }

    [Fact]
    public async Task Failed_upload_shows_the_error_and_can_be_retried()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.ckpt", 100));
        await ReportAsync(page, new { key = "a", state = "failed", sent = 25, error = new { code = "storage.unavailable", detail = "The file storage cannot be reached. Try again in a moment.", issues = Array.Empty<object>(), chooseAgain = false } });

        Assert.Equal("The file storage cannot be reached. Try again in a moment.", uploader.Find(".lora-note").TextContent);
        Assert.StartsWith("neon.ckpt was not uploaded.", Announcement(uploader), StringComparison.Ordinal);

        await uploader.FindAll(".lora-upload button").Single(button => button.TextContent == "Retry").ClickAsync();
        Assert.Equal("a", Assert.Single(page.Uploader.Calls("retry")).Arguments[0]);
        Assert.Empty(uploader.FindAll(".lora-note"));
    }

    [Theory]
    [InlineData("en-GB", "The connection was lost. Check your connection and try again.")]
    [InlineData("ko-KR", "연결이 끊어졌습니다. 연결을 확인한 뒤 다시 시도하세요.")]
    public async Task Error_without_a_server_message_has_a_local_message(string culture, string expected)
    {
        using var page = new ComponentTest(culture);
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.ckpt", 100));
        await ReportAsync(page, new { key = "a", state = "failed", sent = 0, error = new { code = "upload.network", issues = Array.Empty<object>(), chooseAgain = false } });
        Assert.Equal(expected, uploader.Find(".lora-note").TextContent);
    }

    [Theory]
    [InlineData("storage.unavailable", "파일 저장소에 연결할 수 없습니다. 잠시 후 다시 시도하세요.")]
    [InlineData("host.own", "The disk is asleep.")]
    public async Task Retry_reason_is_localized_when_its_code_is_known(string code, string expected)
    {
        using var page = new ComponentTest("ko-KR");
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.ckpt", 100));
        await ReportAsync(page, new { key = "a", state = "uploading", sent = 10, note = "retrying", retryReason = new { code, detail = "The disk is asleep." } });
        Assert.Equal(expected, uploader.Find(".lora-note").TextContent);
    }

    [Fact]
    public async Task Canceled_upload_stops_in_the_browser_and_keeps_the_focus()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.ckpt", 100));
        await ReportAsync(page, new { key = "a", state = "uploading", sent = 10 });
        await uploader.Find("[aria-label='Cancel the upload of neon.ckpt']").ClickAsync();

        Assert.Equal("a", Assert.Single(page.Uploader.Calls("cancel")).Arguments[0]);
        Assert.Single(page.Uploader.Calls("refocus"));
        Assert.Empty(uploader.FindAll(".lora-upload"));
        Assert.Equal("The upload of neon.ckpt was canceled.", Announcement(uploader));

        await ReportAsync(page, new { key = "a", state = "uploading", sent = 20 });
        Assert.Empty(uploader.FindAll(".lora-upload"));
    }

    [Fact]
    public async Task Long_queue_is_shown_as_a_count()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await ChooseAsync(page, [.. Enumerable.Range(0, 300).Select(number => ($"f{number}", $"file {number}.ckpt", 100L))]);
        await ReportAsync(page, new { key = "f299", state = "uploading", sent = 20 });
        Assert.Equal(8, uploader.FindAll(".lora-upload").Count);
        Assert.Equal("file 299.ckpt", uploader.Find(".lora-name").TextContent);
        Assert.Contains("292 more files are waiting.", uploader.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipped_files_of_a_folder_are_counted()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await page.Uploader.InvokeAsync("ChooseAsync", new { files = Array.Empty<object>(), skipped = 3, replaces = (string?)null });
        Assert.Contains("3 other files in the folder aren't LoRAs and were skipped.", uploader.Markup, StringComparison.Ordinal);

        // More files of the same folder, because the size of a message is limited.
        await page.Uploader.InvokeAsync("ChooseAsync", new { files = new[] { new { key = "b", name = "next.ckpt", size = 10 } }, skipped = (int?)null, replaces = (string?)null });
        Assert.Contains("3 other files", uploader.Markup, StringComparison.Ordinal);
        await ChooseAsync(page, ("c", "other.ckpt", 10));
        Assert.Empty(uploader.FindAll(".lora-note"));
    }

    [Theory]
    [InlineData(0, "No LoRAs were found in the folder.")]
    [InlineData(1, "1 other file in the folder isn't a LoRA and was skipped.")]
    public async Task Folder_without_LoRAs_is_reported_and_announced(int skipped, string sentence)
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        await page.Uploader.InvokeAsync("ChooseAsync", new { files = Array.Empty<object>(), skipped, replaces = (string?)null });
        Assert.Equal((sentence, sentence), (uploader.Find(".lora-note").TextContent, Announcement(uploader)));
    }

    [Fact]
    public void Folder_can_be_selected_with_a_button()
    {
        using var page = new ComponentTest();
        var button = page.Render<LoraUploader>().Find("button[data-lora-choose-folder]");
        Assert.Equal("Choose a folder", button.TextContent);
        Assert.False(button.HasAttribute("disabled"));
    }

    [Fact]
    public void Module_is_initialized_once_with_the_paths()
    {
        using var page = new ComponentTest();
        var uploader = page.Render<LoraUploader>();
        uploader.Render();
        Assert.Equal(1, page.Uploader.Initialisations);
        var options = page.Uploader.Arguments[2]!;
        Assert.Equal("api/lora/uploads", options.GetType().GetProperty("uploadsPath")!.GetValue(options));
        Assert.Equal("api/lora", options.GetType().GetProperty("apiPath")!.GetValue(options));
    }

    [Fact]
    public async Task Disposal_keeps_uploads_and_ignores_a_disconnected_circuit()
    {
        using var page = new ComponentTest();
        page.Uploader.Instance.SetupVoid("dispose").SetException(new JSDisconnectedException("gone"));
        page.Render<LoraUploader>();
        await ChooseAsync(page, ("a", "neon.ckpt", 100));
        await page.DisposeComponentsAsync();
        Assert.Single(page.Uploader.Calls("dispose"));
        Assert.Empty(page.Uploader.Calls("cancel"));
    }

    [Fact]
    public void Uploader_without_module_shows_a_note_and_accepts_no_files()
    {
        using var page = new ComponentTest();
        page.JSInterop.AddInvocationHandler(new MissingModule("LoraUploader.razor.js"));
        var uploader = page.Render<LoraUploader>();
        Assert.True(uploader.Find("input").HasAttribute("disabled"));
        Assert.Contains("Reload the page", uploader.Find(".lora-note").TextContent, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ChooseAsync(ComponentTest page, params (string Key, string Name, long Size)[] files) =>
        (IReadOnlyList<string>)(await page.Uploader.InvokeAsync(
            "ChooseAsync", new { files = files.Select(file => new { key = file.Key, name = file.Name, size = file.Size }), skipped = 0, replaces = (string?)null }))!;

    private static Task<object?> ReportAsync(ComponentTest page, object report) => page.Uploader.InvokeAsync("ReportAsync", new[] { report });

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<LoraUploader> uploader, int place) => uploader.FindAll(".lora-upload")[place];

    private static string Announcement(IRenderedComponent<LoraUploader> uploader) => uploader.Find("[role=status]").TextContent;
}
