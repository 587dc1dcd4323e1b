using System.Collections.Concurrent;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Uploads that outlive the page they were begun on: they go on where they were, and only with the same file.</summary>
[Collection(UploadCollection.Name)]
public sealed class ResumeTests(Studios studios)
{
    private const int Missing = 5;

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task After_a_reload_it_goes_on_with_the_file_chosen_again(BackEndKind kind)
    {
        await using var stage = await UploadStage.SetAsync(studios, $"resume-{kind}", kind);
        var file = stage.File("marathon.safetensors");
        await stage.OpenAsync();
        var gate = await stage.UploadSomeAsync(file);
        await stage.ReloadAsync();
        gate.Open();
        var row = stage.Library.Upload(file.Name);
        await Expect(row).ToContainTextAsync($"Unfinished · {stage.ThreeOfEight} · choose the file again to resume");
        await stage.Visit.PictureAsync("unfinished");
        var before = gate.Seen.Count;

        await stage.ContinueAsync(file, stage.File("other.safetensors"));
        await Expect(row).ToContainTextAsync("This is a different file. Choose “marathon.safetensors”.");
        await stage.ContinueAsync(file, stage.Imposter(file));
        await Expect(row).ToContainTextAsync("isn't the file that was being uploaded");
        await stage.Visit.PictureAsync("wrong-file");
        Assert.Equal(before, gate.Seen.Count);

        await stage.ContinueAsync(file, file);
        await stage.SeeWholeAsync(file);
        Assert.Equal(Missing, gate.Seen.Count - before);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task After_a_reload_it_goes_on_by_one_click_where_the_browser_kept_a_handle()
    {
        const long Size = 8 * LoraFile.SmallPart;
        await using var stage = await UploadStage.SetAsync(studios, "resume-handle", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "held.safetensors", Size);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(stage.ThreeOfEight);
        await stage.ReloadAsync();
        gate.Open();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {stage.ThreeOfEight}");
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
    public async Task A_killed_tab_leaves_an_upload_that_another_one_finishes()
    {
        await using var stage = await UploadStage.SetAsync(studios, "resume-killed");
        var file = stage.File("survivor.safetensors");
        await stage.OpenAsync();
        await stage.UploadSomeAsync(file);
        await stage.Visit.KillAsync();

        await using var tab = await stage.Visit.BesideAsync();
        await tab.OpenAsync();
        var studio = new StudioPage(tab.Page);
        await studio.Manage.ClickAsync();
        await Expect(studio.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {stage.ThreeOfEight}");
        var gate = await PartGate.PlaceAsync(tab.Page, passes: int.MaxValue);
        await stage.ContinueAsync(file, file, tab);
        await stage.SeeWholeAsync(file, tab);
        Assert.Equal(Missing, gate.Seen.Count);
        await tab.EndAsync();
    }

    [Fact]
    public async Task The_same_file_is_sent_by_one_tab_and_taken_over_by_the_other_when_that_is_closed()
    {
        await using var stage = await UploadStage.SetAsync(studios, "two-tabs");
        var file = stage.File("shared.safetensors");
        await stage.OpenAsync();
        await stage.UploadSomeAsync(file);
        await using var tab = await stage.Visit.BesideAsync();
        await tab.OpenAsync();
        var studio = new StudioPage(tab.Page);
        await studio.Manage.ClickAsync();
        var gate = await PartGate.PlaceAsync(tab.Page, passes: int.MaxValue);

        await studio.Library.PickAsync(file.Path);
        await Expect(studio.Library.Upload(file.Name)).ToContainTextAsync("being uploaded in another tab");
        await Expect(studio.Library.Uploads).ToHaveCountAsync(1);
        await tab.PictureAsync("elsewhere");
        Assert.Empty(gate.Seen);

        await stage.Visit.CloseAsync();
        await stage.SeeWholeAsync(file, tab);

        // Closing a tab lets what was held back go its way, so that up to four of the parts may arrive from there.
        Assert.InRange(gate.Seen.Count, Missing - 4, Missing);
        Assert.Equal(gate.Seen.Distinct(), gate.Seen);
        await tab.EndAsync();
    }

    [Fact]
    public async Task What_a_program_began_a_person_finishes_and_nothing_of_unknown_origin_is_kept()
    {
        await using var stage = await UploadStage.SetAsync(studios, "resume-program");
        var file = stage.File("handed-over.safetensors");
        var ada = stage.Room.As("ada");
        var session = await ada.BeginAsync(file.Name, file.Size);
        await ada.PutPartAsync(session.Id, 2, new byte[LoraFile.SmallPart]);
        await stage.OpenAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync($"Unfinished · {stage.OneOfEight}");
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: int.MaxValue);
        await stage.ContinueAsync(file, file);
        await stage.SeeWholeAsync(file);
        Assert.Equal(Missing + 3, gate.Seen.Count);
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task The_server_is_asked_once_what_is_stored_of_the_first_unfinished_uploads_alone()
    {
        await using var stage = await UploadStage.SetAsync(studios, "resume-many");
        var ada = stage.Room.As("ada");
        var ids = new List<string>();
        for (var number = 0; number < 10; number++)
        {
            var session = await ada.BeginAsync($"begun-{number}.safetensors", 8 * LoraFile.SmallPart);
            await ada.PutPartAsync(session.Id, 1, new byte[LoraFile.SmallPart]);
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

        await Expect(stage.Library.Upload("begun-9.safetensors")).ToContainTextAsync($"Unfinished · {stage.OneOfEight}");
        await Expect(stage.Library.Upload("begun-2.safetensors")).ToContainTextAsync($"Unfinished · {stage.OneOfEight}");
        await Expect(stage.Library.Upload("begun-1.safetensors")).ToContainTextAsync("Unfinished · 524 kB · choose the file again to resume");
        await stage.FindUnfinishedAsync();
        await stage.FindUnfinishedAsync();
        Assert.Equal(ids.Skip(2).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
        await stage.Visit.EndAsync();
    }

    [Fact]
    public async Task What_is_discarded_leaves_nothing()
    {
        await using var stage = await UploadStage.SetAsync(studios, "discard");
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
    public async Task A_file_that_changes_meanwhile_is_noticed_and_its_parts_are_removed()
    {
        await using var stage = await UploadStage.SetAsync(studios, "changed", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "fickle.safetensors", 8 * LoraFile.SmallPart);
        stage.Visit.Expect("ERR_UPLOAD_FILE_CHANGED");
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(stage.ThreeOfEight);

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
    public async Task A_file_that_changed_or_went_before_it_goes_on_is_noticed(bool isGone)
    {
        await using var stage = await UploadStage.SetAsync(studios, $"changed-later-{isGone}", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "fickle.safetensors", 8 * LoraFile.SmallPart);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(stage.ThreeOfEight);
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
    public async Task Without_permission_to_read_a_kept_file_it_is_chosen_again()
    {
        await using var stage = await UploadStage.SetAsync(studios, "forbidden", hasPicker: true);
        var file = await HeldFile.PlaceAsync(stage.Visit, "private.safetensors", 8 * LoraFile.SmallPart);
        await stage.OpenAsync();
        await file.WriteAsync(mark: 1);
        var gate = await PartGate.PlaceAsync(stage.Visit.Page, passes: 3);
        await stage.Library.Files.ClickAsync();
        await Expect(stage.Library.Upload(file.Name)).ToContainTextAsync(stage.ThreeOfEight);
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
