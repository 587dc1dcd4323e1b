using System.Diagnostics;
using System.Text;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Events and user actions during an upload.</summary>
[Collection(UploadCollection.Name)]
public sealed class UploadLifeTests(Studios studios)
{
    [Fact]
    public async Task Upload_continues_when_the_dialog_is_closed()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "closed");
        var file = stage.File("unseen.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        await stage.Library.CloseAsync();
        gate.Open();
        await WaitUntilStoredAsync(stage);
        await stage.Studio.Manage.ClickAsync();
        await stage.AssertStoredAsync(file);
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_continues_when_the_dialog_is_removed_and_another_shows_it()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "removed");
        var file = stage.File("orphaned.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        await stage.Library.CloseAsync();
        await stage.Studio.ChooseModelAsync("qwen-image-edit");
        await Expect(stage.Studio.Pair).ToHaveCountAsync(0);

        await stage.Visit.Page.GetByRole(AriaRole.Button, new() { Name = "LoRA library" }).ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(UploadStage.ThreeOfEight);
        gate.Open();
        await stage.AssertStoredAsync(file);
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_continues_when_the_circuit_is_lost()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "circuit");
        // The framework's reconnect overlay violates strict policies.
        stage.Visit.Expect("WebSocket|[Cc]onnection|circuit|inline style|style-src-elem");
        var file = stage.File("disconnected.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        await stage.Visit.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        gate.Open();
        await WaitUntilStoredAsync(stage);
        await stage.Visit.Page.EvaluateAsync("Blazor.reconnect()");
        await stage.AssertStoredAsync(file);
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Files_selected_while_the_circuit_is_lost_are_uploaded_later()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "circuit-choice");
        stage.Visit.Expect("WebSocket|[Cc]onnection|circuit|inline style|style-src-elem|ERR_FAILED|Failed to fetch|negotiat");
        var file = stage.File("unheard.safetensors", parts: 2);
        var other = stage.Small("unlikely.txt");
        await stage.OpenAsync();
        await stage.Visit.Page.EvaluateAsync("async () => { (await import('/_content/Lora.Components/upload/settings.js')).settings.acknowledgementTimeout = 500; }");
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Visit.Page.PageError += (_, message) =>
        {
            if (message.Contains("Cannot send data", StringComparison.Ordinal))
            {
                lost.TrySetResult();
            }
        };
        await stage.Visit.Page.RouteAsync("**/_blazor/negotiate*", route => route.AbortAsync());
        await stage.Visit.Page.EvaluateAsync("Blazor._internal.forceCloseConnection()");
        await stage.Library.PickAsync(file.Path, other.Path);
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stage.Visit.Page.UnrouteAsync("**/_blazor/negotiate*");
        await stage.Visit.Page.EvaluateAsync("Blazor.reconnect()");
        await stage.AssertStoredAsync(file);
        await Expect(stage.Library.Uploads).ToHaveCountAsync(1);
        await Expect(stage.Library.Upload(other.Name)).ToContainTextAsync("Choose again");
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Paused_upload_resumes_with_the_missing_parts()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "pause");
        var file = stage.File("patient.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        var pause = stage.Library.UploadButton(file.Name, $"Pause the upload of {file.Name}");
        var resume = stage.Library.UploadButton(file.Name, $"Resume the upload of {file.Name}");

        // With the keyboard: the button keeps its position and the focus.
        await pause.FocusAsync();
        await stage.Visit.Page.Keyboard.PressAsync("Enter");
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Paused · {UploadStage.ThreeOfEight}");
        await Expect(resume).ToBeFocusedAsync();
        await stage.Visit.ScreenshotAsync("paused");
        gate.Open();
        var begun = gate.Seen.Count;
        Assert.Equal(3, (await stage.Room.As("ada").ListUploadsAsync()).Single().Stored.Count);

        await stage.Visit.Page.Keyboard.PressAsync("Enter");
        await stage.AssertStoredAsync(file);
        Assert.Equal(5, gate.Seen.Count - begun);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Focus_stays_at_an_upload_that_resumes_and_never_moves_from_elsewhere()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "focus");
        var file = stage.File("focused.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        var answer = await AnswerGate.PlaceAsync(stage.Visit.Page, "**/api/lora/uploads/*/complete", isDoneFirst: true);
        await stage.Library.UploadButton(file.Name, $"Pause the upload of {file.Name}").FocusAsync();
        gate.Open();
        await answer.Reached;
        await Expect(stage.Library.UploadButton(file.Name, $"Cancel the upload of {file.Name}")).ToBeFocusedAsync();
        answer.Open();
        await Expect(stage.Library.Card(file.Title)).ToBeVisibleAsync();
        await Expect(stage.Library.Files).ToBeFocusedAsync();

        var other = stage.Small("unfocused.safetensors");
        await stage.Library.PickAsync(other.Path);
        await stage.Visit.Page.EvaluateAsync("document.activeElement.blur()");
        await Expect(stage.Library.Card(other.Title)).ToBeVisibleAsync();
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await Expect(stage.Library.Files).Not.ToBeFocusedAsync();
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_waits_while_the_browser_is_offline()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "offline");
        stage.Visit.Expect("ERR_INTERNET_DISCONNECTED|WebSocket|Connection|circuit");
        var file = stage.File("nomad.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        await stage.Visit.SetOfflineAsync(isOffline: true);
        // Render batches need the network too.
        await Eventually.IsTrueAsync(async () => await stage.Visit.UploadNoteAsync() is "offline" ? null : "the upload does not show that the browser is offline", TimeSpan.FromSeconds(30));
        gate.Open();
        await stage.Visit.SetOfflineAsync(isOffline: false);
        await stage.AssertStoredAsync(file);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Duplicate_is_reported_before_the_file_is_sent()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "duplicate");
        var file = stage.File("twin.safetensors", parts: 2);
        await stage.OpenAsync();
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: int.MaxValue);
        await stage.Library.PickAsync(file.Path);
        await Expect(stage.Library.Card(file.Title)).ToBeVisibleAsync();
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        var sent = gate.Seen.Count;

        await stage.Library.PickAsync(file.Path);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("You already have this file as “twin”.");
        await stage.Visit.ScreenshotAsync("duplicate");
        await stage.Library.UploadButton(file.Name, "Skip").ClickAsync();
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        Assert.Equal(sent, gate.Seen.Count);

        await stage.Library.PickAsync(file.Path);
        await stage.Library.UploadButton(file.Name, "Upload anyway").ClickAsync();
        await Expect(stage.Library.Cards).ToHaveCountAsync(2);
        Assert.Null((await stage.Room.TakeInventoryAsync()).FindOrphans());

        // Both files are hashed in the background; open details are updated too.
        await stage.Library.Cards.First.GetByRole(AriaRole.Button, new() { Name = "Details of twin" }).ClickAsync();
        await Expect(stage.Visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "twin", Exact = true })).ToContainTextAsync("This file is identical to “twin”. Their SHA-256 hashes match.");
        await stage.Visit.ScreenshotAsync("same-file");
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Folder_can_be_selected_with_a_button()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "folder");
        var (first, second) = (stage.Small("collection/one.safetensors"), stage.Small("collection/deeper/two.safetensors"));
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(first.Path)!, "notes.txt"), "Not a LoRA.");
        await stage.OpenAsync();

        var chooser = await stage.Visit.Page.RunAndWaitForFileChooserAsync(async () =>
        {
            await stage.Library.Root.GetByRole(AriaRole.Button, new() { Name = "Choose a folder" }).FocusAsync();
            await stage.Visit.Page.Keyboard.PressAsync("Enter");
        });
        await chooser.SetFilesAsync(Path.GetDirectoryName(first.Path)!);

        await Expect(stage.Library.Root).ToContainTextAsync("1 other file in the folder isn't a LoRA and was skipped.");
        await stage.AssertStoredAsync(first);
        await stage.AssertStoredAsync(second);
        await stage.Visit.ScreenshotAsync("folder");
        await stage.Visit.EndAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_during_completion_either_wins_or_loses(bool isTooLate)
    {
        await using var stage = await UploadStage.CreateAsync(studios, $"cancel-late-{isTooLate}");
        stage.Visit.Expect("404|409");
        var file = stage.File("undecided.safetensors", parts: 2);
        await stage.OpenAsync();
        var answer = await AnswerGate.PlaceAsync(stage.Visit.Page, "**/api/lora/uploads/*/complete", isDoneFirst: isTooLate);
        await stage.Library.PickAsync(file.Path);
        await answer.Reached;
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("Finishing");

        await stage.Library.UploadButton(file.Name, $"Cancel the upload of {file.Name}").ClickAsync();
        await (isTooLate ? Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("canceling if it isn't too late") : Expect(stage.Library.Uploads).ToHaveCountAsync(0));
        answer.Open();

        if (isTooLate)
        {
            await stage.AssertStoredAsync(file);
        }
        else
        {
            await stage.Room.SettleAsync();
            Assert.True((await stage.Room.TakeInventoryAsync()).IsEmpty);
        }

        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await stage.Visit.EndAsync();
    }

    [Theory]
    [InlineData(503, "storage.unavailable", true)]
    [InlineData(409, "upload.incomplete", false)]
    [InlineData(500, "unexpected", false)]
    public async Task Cancel_wins_when_completion_fails(int status, string code, bool isRetryable)
    {
        await using var stage = await UploadStage.CreateAsync(studios, $"cancel-fails-{status}");
        stage.Visit.Expect("404|409|500|503");
        var file = stage.File("unwanted.safetensors", parts: 2);
        await stage.OpenAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (completions, cancels) = (0, 0);
        await stage.Visit.Page.RouteAsync("**/api/lora/uploads/*/complete", async route =>
        {
            Interlocked.Increment(ref completions);
            asked.TrySetResult();
            await cancelled.Task;
            await route.FulfillAsync(new() { Status = status, ContentType = "application/problem+json", Body = $$"""{"code":"{{code}}","retryable":{{(isRetryable ? "true" : "false")}}}""" });
        });
        await stage.Visit.Page.RouteAsync("**/api/lora/uploads/*", async route =>
        {
            // Like the server while it completes the file.
            if (route.Request.Method == "DELETE" && Interlocked.Increment(ref cancels) == 1)
            {
                await route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = """{"code":"upload.busy","retryable":true}""" });
                cancelled.TrySetResult();
                return;
            }

            await route.ContinueAsync();
        });
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: int.MaxValue);
        await stage.Library.PickAsync(file.Path);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var sent = gate.Seen.Count;

        await stage.Library.UploadButton(file.Name, $"Cancel the upload of {file.Name}").ClickAsync();

        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await stage.Room.SettleAsync();
        Assert.True((await stage.Room.TakeInventoryAsync()).IsEmpty);
        Assert.Equal((1, sent), (completions, gate.Seen.Count));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Many_files_are_uploaded()
    {
        const int Count = 150;
        await using var stage = await UploadStage.CreateAsync(studios, "many");
        var files = Enumerable.Range(1, Count).Select(number => stage.Small($"style-{number:000}.safetensors")).ToArray();
        var messages = 0;
        stage.Visit.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
        {
            if (Encoding.UTF8.GetString(frame.Binary ?? []).Contains("ReportAsync", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref messages);
            }
        };
        await stage.OpenAsync();
        var watch = Stopwatch.StartNew();
        await stage.Library.PickAsync([.. files.Select(file => file.Path)]);
        await Expect(stage.Library.Root).ToContainTextAsync("more files are waiting.");
        await stage.Visit.ScreenshotAsync("many");

        await Expect(stage.Library.Root).ToContainTextAsync($"{Count} LoRAs", new() { Timeout = 240_000 });
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);

        Assert.InRange(messages, 1, (4 * watch.Elapsed.TotalSeconds) + 4);
        var left = await stage.Room.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        Assert.Equal(Count, left.Objects.Count);
        await stage.Visit.EndAsync();
    }

    /// <summary>Waits until the server has the complete file, independent of the page.</summary>
    private static Task WaitUntilStoredAsync(UploadStage stage) => Eventually.IsTrueAsync(
        async () => (await stage.Room.As("ada").ListAsync()).Count == 1 ? null : "no LoRA is there", TimeSpan.FromSeconds(60));
}
