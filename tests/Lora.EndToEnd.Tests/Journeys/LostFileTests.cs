using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Files that cannot be read while they are sent, as when a drive is pulled out: nothing that was sent is lost.</summary>
[Collection(UploadCollection.Name)]
public sealed class LostFileTests(Studios studios)
{
    private const int Missing = 5;
    private const string Unreadable = "The file can't be read. It may have been moved or changed, or its drive may be disconnected.";

    [Fact]
    public async Task A_file_that_cannot_be_read_for_a_while_goes_on_by_itself()
    {
        await using var stage = await SetAsync("away");
        // The file is back before the page has given it up, however busy the machine is.
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

        await stage.SeeWholeAsync(file);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task A_file_that_comes_back_goes_on_where_it_stopped_by_one_click()
    {
        await using var stage = await SetAsync("back");
        var (file, gate) = await LoseAsync(stage);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {stage.ThreeOfEight}");
        await stage.Visit.PictureAsync("lost");
        await stage.FindUnfinishedAsync();
        await Expect(stage.Library.Upload(file.Name)).ToHaveCountAsync(1);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(Unreadable);
        file.Restore();
        var before = gate.Seen.Count;

        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await stage.SeeWholeAsync(file);
        Assert.Equal(Missing, gate.Seen.Count - before);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task A_file_that_stays_away_can_be_chosen_elsewhere_if_it_is_the_same()
    {
        await using var stage = await SetAsync("chosen");
        var (file, gate) = await LoseAsync(stage);
        var before = gate.Seen.Count;
        file.Restore();
        var other = stage.Imposter(file);
        var copy = stage.Copy(file);
        file.Hide();

        await stage.ContinueAsync(file, other);
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("or it has changed");
        Assert.Equal(before, gate.Seen.Count);
        await stage.ContinueAsync(file, copy);

        await stage.SeeWholeAsync(copy);
        Assert.Equal(Missing, gate.Seen.Count - before);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task A_file_lost_before_what_is_stored_was_compared_with_it_is_asked_for()
    {
        await using var stage = await SetAsync("compared");
        var file = stage.File("lost.safetensors");
        var other = stage.Imposter(file);
        await stage.OpenAsync();
        var complete = await AnswerGate.PlaceAsync(stage.Visit.Page, "**/api/lora/uploads/*/complete", isDoneFirst: false);
        await stage.Library.PickAsync(file.Path);
        await complete.Reached;
        await stage.ReloadAsync();
        complete.Open();
        // What is not found yet is begun, not looked at.
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

        await stage.SeeWholeAsync(file);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task What_a_lost_file_has_sent_can_be_discarded()
    {
        await using var stage = await SetAsync("given-up");
        var (file, _) = await LoseAsync(stage);
        await stage.Library.UploadButton(file.Name, "Cancel upload").ClickAsync();
        await Expect(stage.Library.Uploads).ToHaveCountAsync(0);
        await stage.Room.SettleAsync();
        Assert.True((await stage.Room.TakeInventoryAsync()).IsEmpty);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task A_file_with_a_handle_that_is_moved_keeps_what_was_sent()
    {
        await using var stage = await SetAsync("moved", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "held.safetensors", 8 * LoraFile.SmallPart);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(stage.ThreeOfEight);

        await file.RemoveAsync();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(Unreadable);
        await stage.Library.UploadButton(file.Name, "Resume").ClickAsync();

        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync("The file isn't where it was. Resume again and choose the file.");
        await stage.FindUnfinishedAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {stage.ThreeOfEight}");
        Assert.Single((await stage.Room.TakeInventoryAsync()).Uploads);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task A_file_that_is_gone_before_its_turn_can_be_tried_again()
    {
        await using var stage = await SetAsync("before");
        string[] names = ["a.safetensors", "b.safetensors", "c.safetensors", "late.safetensors"];
        var files = names.Select(name => stage.File(name, 6)).ToList();
        var late = files[^1];
        await stage.OpenAsync();
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 0);
        await stage.Library.PickAsync([.. files.Select(file => file.Path)]);
        await gate.SeenAsync(4);

        late.Hide();
        gate.Open();
        await Expect(stage.Library.Upload(late.Name)).ToContainTextAsync(Unreadable);
        late.Restore();
        await stage.Library.UploadButton(late.Name, "Retry").ClickAsync();

        await stage.SeeWholeAsync(late);
        await stage.Visit.EndAsync();
    }

    private async Task<UploadStage> SetAsync(string name, bool hasPicker = false)
    {
        var stage = await UploadStage.SetAsync(studios, $"lost-{name}", hasPicker: hasPicker);
        stage.Visit.Expect("ERR_FILE_NOT_FOUND");
        return stage;
    }

    /// <summary>Takes a file away after three of its eight parts are stored.</summary>
    private static async Task<(LoraFile File, PartGate Gate)> LoseAsync(UploadStage stage)
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
