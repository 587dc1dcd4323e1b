using System.Collections.Concurrent;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Uploads that survive their page: they resume where they stopped, and only with the same file.</summary>
[Collection(UploadCollection.Name)]
public sealed class ResumeTests(Studios studios)
{
    private const int Missing = 5;

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Upload_resumes_after_a_reload_when_the_file_is_selected_again(BackEndKind kind)
    {
        await using var stage = await UploadStage.CreateAsync(studios, $"resume-{kind}", kind);
        var file = stage.File("marathon.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        await stage.ReloadAsync();
        gate.Open();
        var row = stage.Library.Upload(file.Name);
        await Expect(row).ToContainTextAsync($"Unfinished · {UploadStage.ThreeOfEight} · choose the file again to resume");
        await stage.Visit.ScreenshotAsync("unfinished");
        var before = gate.Seen.Count;

        await stage.ContinueAsync(file, stage.File("other.safetensors"));
        await Expect(row).ToContainTextAsync("This is a different file. Choose “marathon.safetensors”.");
        await stage.ContinueAsync(file, stage.Different(file));
        await Expect(row).ToContainTextAsync("isn't the file that was being uploaded");
        await stage.Visit.ScreenshotAsync("wrong-file");
        Assert.Equal(before, gate.Seen.Count);

        await stage.ContinueAsync(file, file);
        await stage.AssertStoredAsync(file);
        Assert.Equal(Missing, gate.Seen.Count - before);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_resumes_after_a_reload_with_one_click_when_there_is_a_handle()
    {
        const long Size = 8 * LoraFile.PartSize;
        await using var stage = await UploadStage.CreateAsync(studios, "resume-handle", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "held.safetensors", Size);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(UploadStage.ThreeOfEight);
        await stage.ReloadAsync();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {UploadStage.ThreeOfEight}");
        await Expect(stage.Library.Upload(file.Name)).Not.ToContainTextAsync("choose");
        var before = gate.Seen.Count;

        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await Expect(stage.Library.Card(file.Title)).ToBeVisibleAsync();
        Assert.Equal(Missing, gate.Seen.Count - before);
        var left = await stage.Room.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        Assert.Equal([Size], left.Objects.Values);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Another_tab_finishes_the_upload_of_a_killed_tab()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "resume-killed");
        var file = stage.File("survivor.safetensors");
        await stage.OpenAsync();
        await stage.UploadSomeAsync(file);
        await stage.Visit.KillAsync();

        await using var tab = await stage.Visit.OpenTabAsync();
        await tab.OpenAsync();
        var studio = new StudioPage(tab.Page);
        await studio.Manage.ClickAsync();
        await Expect(studio.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {UploadStage.ThreeOfEight}");
        var gate = await PartGate.PlaceAsync(tab.Page, passes: int.MaxValue);
        await stage.ContinueAsync(file, file, tab);
        await stage.AssertStoredAsync(file, tab);
        Assert.Equal(Missing, gate.Seen.Count);
        await tab.EndAsync();
    }

    [Fact]
    public async Task One_tab_uploads_a_file_and_another_takes_over_when_it_is_closed()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "two-tabs");
        var file = stage.File("shared.safetensors");
        await stage.OpenAsync();
        await stage.UploadSomeAsync(file);
        await using var tab = await stage.Visit.OpenTabAsync();
        await tab.OpenAsync();
        var studio = new StudioPage(tab.Page);
        await studio.Manage.ClickAsync();
        var gate = await PartGate.PlaceAsync(tab.Page, passes: int.MaxValue);

        await studio.Library.PickAsync(file.Path);
        await Expect(studio.Library.Upload(file.Name)).ToContainTextAsync("being uploaded in another tab");
        await Expect(studio.Library.Uploads).ToHaveCountAsync(1);
        await tab.ScreenshotAsync("elsewhere");
        Assert.Empty(gate.Seen);

        await stage.Visit.CloseAsync();
        await stage.AssertStoredAsync(file, tab);

        // Closing a tab releases its held requests, so up to four of its parts may still arrive.
        Assert.InRange(gate.Seen.Count, Missing - 4, Missing);
        Assert.Equal(gate.Seen.Distinct(), gate.Seen);
        await tab.EndAsync();
    }

    [Fact]
    public async Task User_finishes_an_upload_of_a_program_and_unverifiable_parts_are_sent_again()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "resume-program");
        var file = stage.File("handed-over.safetensors");
        var ada = stage.Room.As("ada");
        var session = await ada.BeginAsync(file.Name, file.Size);
        await ada.PutPartAsync(session.Id, 2, new byte[LoraFile.PartSize]);
        await stage.OpenAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {UploadStage.OneOfEight}");
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: int.MaxValue);
        await stage.ContinueAsync(file, file);
        await stage.AssertStoredAsync(file);
        Assert.Equal(Missing + 3, gate.Seen.Count);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Page_requests_each_unfinished_session_once_up_to_its_limit()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "resume-many");
        var ada = stage.Room.As("ada");
        var ids = new List<string>();
        for (var number = 0; number < 10; number++)
        {
            var session = await ada.BeginAsync($"begun-{number}.safetensors", 8 * LoraFile.PartSize);
            await ada.PutPartAsync(session.Id, 1, new byte[LoraFile.PartSize]);
            ids.Add(session.Id);
        }

        var asked = new ConcurrentQueue<string>();
        stage.Visit.Page.Request += (_, request) =>
        {
            var path = new Uri(request.Url).AbsolutePath;
            if (request.Method == "GET" && path.StartsWith("/api/lora/uploads/", StringComparison.Ordinal))
            {
                asked.Enqueue(path[(path.LastIndexOf('/') + 1)..]);
            }
        };
        await stage.OpenAsync();

        await Expect(stage.Library.Upload("begun-9.safetensors")).ToContainTextAsync($"Unfinished · {UploadStage.OneOfEight}");
        await Expect(stage.Library.Upload("begun-2.safetensors")).ToContainTextAsync($"Unfinished · {UploadStage.OneOfEight}");
        await Expect(stage.Library.Upload("begun-1.safetensors")).ToContainTextAsync("Unfinished · 524 kB · choose the file again to resume");
        await stage.FindUnfinishedAsync();
        await stage.FindUnfinishedAsync();
        Assert.Equal(ids.Skip(2).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Cancelled_unfinished_upload_leaves_nothing()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "discard");
        var file = stage.File("abandoned.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        await stage.ReloadAsync();
        gate.Open();
        await stage.Library.UploadButton(file.Name, "Cancel upload").ClickAsync();
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await Expect(stage.Library.Files).ToBeFocusedAsync();
        await stage.Room.SettleAsync();
        Assert.True((await stage.Room.TakeInventoryAsync()).IsEmpty);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_of_a_changed_file_is_aborted_and_its_parts_are_removed()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "changed", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "fickle.safetensors", 8 * LoraFile.PartSize);
        stage.Visit.Expect("ERR_UPLOAD_FILE_CHANGED");
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(UploadStage.ThreeOfEight);

        await file.WriteAsync(mark: 2);
        gate.Open();

        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("The file changed during the upload. Choose it again.");
        await stage.Room.SettleAsync();
        Assert.True((await stage.Room.TakeInventoryAsync()).IsEmpty);
        await stage.Library.UploadButton(file.Name, "Choose again").ClickAsync();
        await Expect(stage.Library.Card(file.Title)).ToBeVisibleAsync();
        await stage.Visit.EndAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_does_not_resume_when_its_file_changed_or_was_deleted(bool isGone)
    {
        await using var stage = await UploadStage.CreateAsync(studios, $"changed-later-{isGone}", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "fickle.safetensors", 8 * LoraFile.PartSize);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(UploadStage.ThreeOfEight);
        await stage.ReloadAsync();
        gate.Open();
        await (isGone ? file.RemoveAsync() : file.WriteAsync(mark: 2));
        var before = gate.Seen.Count;

        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(isGone ? "The file isn't where it was." : "or it has changed");
        Assert.Equal(before, gate.Seen.Count);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task File_must_be_selected_again_when_permission_for_its_handle_is_denied()
    {
        await using var stage = await UploadStage.CreateAsync(studios, "forbidden", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "private.safetensors", 8 * LoraFile.PartSize);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(UploadStage.ThreeOfEight);
        await stage.ReloadAsync();
        gate.Open();
        await stage.Visit.Page.EvaluateAsync("() => { FileSystemHandle.prototype.requestPermission = async () => 'denied'; }");

        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("The browser doesn't have permission to read the file.");

        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();
        await Expect(stage.Library.Card(file.Title)).ToBeVisibleAsync();
        await stage.Visit.EndAsync();
    }
}
