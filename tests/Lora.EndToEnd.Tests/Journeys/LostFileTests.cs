using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Files that become unreadable during an upload, for example because a drive is removed: stored parts are kept.</summary>
[Collection(UploadCollection.Name)]
public sealed class LostFileTests(Studios studios)
{
    private const int Missing = 5;
    private const string Unreadable = "The file can't be read. It may have been moved or changed, or its drive may be disconnected.";

    [Fact]
    public async Task Upload_resumes_by_itself_when_the_file_is_readable_again()
    {
        await using var stage = await CreateAsync("away");
        // The file must be back before the page gives up, even on a slow machine.
        stage.ReadPause = 1000;
        var file = stage.File("away.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        var failed = new TaskCompletionSource();
        stage.Visit.Page.RequestFailed += (_, _) => failed.TrySetResult();

        file.Hide();
        gate.Open();
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        file.Restore();

        await stage.AssertStoredAsync(file);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_resumes_with_one_click_when_the_file_is_back()
    {
        await using var stage = await CreateAsync("back");
        var (file, gate) = await LoseFileAsync(stage);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {UploadStage.ThreeOfEight}");
        await stage.Visit.ScreenshotAsync("lost");
        await stage.FindUnfinishedAsync();
        await Expect(stage.Library.Upload(file.Name)).ToHaveCountAsync(1);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(Unreadable);
        file.Restore();
        var before = gate.Seen.Count;

        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await stage.AssertStoredAsync(file);
        Assert.Equal(Missing, gate.Seen.Count - before);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_resumes_with_the_same_file_from_another_folder()
    {
        await using var stage = await CreateAsync("chosen");
        var (file, gate) = await LoseFileAsync(stage);
        var before = gate.Seen.Count;
        file.Restore();
        var other = stage.Different(file);
        var copy = stage.Copy(file);
        file.Hide();

        await stage.ContinueAsync(file, other);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("or it has changed");
        Assert.Equal(before, gate.Seen.Count);
        await stage.ContinueAsync(file, copy);

        await stage.AssertStoredAsync(copy);
        Assert.Equal(Missing, gate.Seen.Count - before);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task File_lost_before_stored_parts_were_verified_is_requested_again()
    {
        await using var stage = await CreateAsync("compared");
        var file = stage.File("lost.safetensors");
        var other = stage.Different(file);
        await stage.OpenAsync();
        var complete = await AnswerGate.PlaceAsync(stage.Visit.Page, "**/api/lora/uploads/*/complete", isDoneFirst: false);
        await stage.Library.PickAsync(file.Path);
        await complete.Reached;
        await stage.ReloadAsync();
        complete.Open();
        // Sessions that are not found yet would be created instead of resumed.
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("Unfinished");
        var status = await AnswerGate.PlaceAsync(stage.Visit.Page, "**/api/lora/uploads/*", isDoneFirst: true);
        await stage.Library.PickAsync(file.Path);
        await status.Reached;
        await Expect(stage.Library.Uploads).ToHaveCountAsync(1);

        file.Hide();
        status.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(Unreadable);
        await stage.ContinueAsync(file, other);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("or it has changed");
        file.Restore();
        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await stage.AssertStoredAsync(file);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Upload_of_a_lost_file_can_be_cancelled()
    {
        await using var stage = await CreateAsync("given-up");
        var (file, _) = await LoseFileAsync(stage);
        await stage.Library.UploadButton(file.Name, "Cancel upload").ClickAsync();
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await stage.Room.SettleAsync();
        Assert.True((await stage.Room.TakeInventoryAsync()).IsEmpty);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task Moved_file_with_a_handle_keeps_its_stored_parts()
    {
        await using var stage = await CreateAsync("moved", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "held.safetensors", 8 * LoraFile.PartSize);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(UploadStage.ThreeOfEight);

        await file.RemoveAsync();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(Unreadable);
        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("The file isn't where it was. Resume again and choose the file.");
        await stage.FindUnfinishedAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {UploadStage.ThreeOfEight}");
        Assert.Single((await stage.Room.TakeInventoryAsync()).Uploads);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task File_lost_while_it_was_queued_can_be_retried()
    {
        await using var stage = await CreateAsync("before");
        string[] names = ["a.safetensors", "b.safetensors", "c.safetensors", "late.safetensors"];
        var files = names.Select(name => stage.File(name, 6)).ToList();
        var late = files[^1];
        await stage.OpenAsync();
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 0);
        await stage.Library.PickAsync([.. files.Select(file => file.Path)]);
        await gate.WaitForSeenAsync(4);

        late.Hide();
        gate.Open();
        await Expect(stage.Library.Upload(late.Name)).ToContainTextAsync(Unreadable);
        late.Restore();
        await stage.Library.UploadButton(late.Name, "Retry").ClickAsync();

        await stage.AssertStoredAsync(late);
        await stage.Visit.EndAsync();
    }

    private async Task<UploadStage> CreateAsync(string name, bool hasPicker = false)
    {
        var stage = await UploadStage.CreateAsync(studios, $"lost-{name}", hasPicker: hasPicker);
        stage.Visit.Expect("ERR_FILE_NOT_FOUND");
        return stage;
    }

    /// <summary>Moves a file away after three of its eight parts are stored.</summary>
    private static async Task<(LoraFile File, PartGate Gate)> LoseFileAsync(UploadStage stage)
    {
        var file = stage.File("lost.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        file.Hide();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(Unreadable);
        return (file, gate);
    }
}
