using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>The main workflow: upload LoRAs, select a pair, generate the request, visit as a user of another workspace, and delete a LoRA.</summary>
[Collection(StorageCollection.Name)]
public sealed class JourneyTests(Studios studios)
{
    private const string High = "neon-rain_high_noise";
    private const string Low = "neon-rain_low_noise";
    /// <summary>The size of both files: two parts and 20 kB.</summary>
    private const string Size = "151 kB";
    private const string Renamed = "Neon rain, low";
    private const string Korean = "한국 수채화";

    [Theory]
    [InlineData(BackEndKind.SqliteFolder, 390, false)]
    [InlineData(BackEndKind.SqliteFolder, 820, false)]
    [InlineData(BackEndKind.SqliteFolder, 1280, false)]
    [InlineData(BackEndKind.PostgresCeph, 1280, true)]
    public async Task User_uploads_selects_generates_and_deletes(BackEndKind kind, int width, bool dark)
    {
        var look = new Display(width, dark);
        using var folder = new TemporaryFolder();
        var room = await studios.OpenAsync(kind);
        await using var visit = await Visit.BeginAsync(studios, room, $"journey-{kind}-{look}", look);
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);

        await AssertEmptyFormAsync(visit, studio);
        await UploadAsync(visit, studio, room, folder, width);
        await ChooseAsync(visit, studio);
        await GenerateAsync(visit, studio, room);
        await ReturnAsync(visit, studio);
        await VisitAsBobAsync(visit, studio, room);
        await DeleteAsync(visit, studio);
        await RenameAsync(visit, studio);

        var left = await room.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        Assert.Equal(2, left.Objects.Count);
        var shown = await studio.Library.Cards.GetByRole(AriaRole.Heading).AllInnerTextsAsync();
        Assert.Equal([Renamed, Korean], shown.Order(StringComparer.Ordinal));
        Assert.Equal(shown, (await room.As("ada").ListAsync()).Select(item => (string)item["name"]!));
        await visit.EndAsync();
    }

    private static async Task AssertEmptyFormAsync(Visit visit, StudioPage studio)
    {
        await Expect(studio.High.Root).ToContainTextAsync("No LoRA selected");
        await Expect(studio.Low.Root).ToContainTextAsync("No LoRA selected");
        await visit.ScreenshotAsync("form-empty");
        await studio.High.OpenAsync();
        await Expect(studio.High.Root).ToContainTextAsync("No LoRAs yet");
        await visit.ScreenshotAsync("selector-empty");
        await studio.High.LeaveAsync();
    }

    private static async Task UploadAsync(Visit visit, StudioPage studio, Room room, TemporaryFolder folder, int width)
    {
        // Two full parts and a smaller third one.
        var high = LoraFile.Make(folder, $"{High}.safetensors", (2 * LoraFile.PartSize) + 20_000);
        var low = LoraFile.Make(folder, $"{Low}.safetensors", (2 * LoraFile.PartSize) + 20_000);
        var korean = LoraFile.Make(folder, $"{Korean}.safetensors", 300_000);
        var library = studio.Library;
        await studio.Manage.ClickAsync();
        await Expect(library.Root).ToContainTextAsync("No LoRAs yet");
        await visit.ScreenshotAsync("dialog-empty");

        await RejectAsync(visit, library, folder);

        var gate = await PartGate.PlaceAsync(visit.Page, passes: 2);
        await library.PickAsync(high.Path, low.Path);
        await Expect(library.Upload(high.Name).GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Expect(library.Upload(low.Name).GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Expect(library.Uploads.Filter(new() { HasTextRegex = SomeSent() })).Not.ToHaveCountAsync(0);
        await visit.ScreenshotAsync("dialog-progress");
        gate.Open();
        await Expect(library.Card(high.Title)).ToBeVisibleAsync();
        await Expect(library.Card(low.Title)).ToBeVisibleAsync();

        await library.DropAsync(korean.Path);
        await Expect(library.Card(korean.Title)).ToBeVisibleAsync();
        await Expect(library.Uploads).ToHaveCountAsync(0);
        await Expect(library.Card(high.Title)).ToContainTextAsync(Size);
        await Expect(library.Card(korean.Title)).ToContainTextAsync("300 kB");
        await Expect(library.Card(korean.Title)).ToContainTextAsync("today");
        Assert.Equal(width switch { < 600 => 1, < 1000 => 2, _ => 3 }, await library.CountColumnsAsync());
        await visit.ScreenshotAsync("dialog-cards");

        // The dialog is inside the form, and a search must not submit the form.
        await library.Search.FillAsync("neon");
        await library.Search.PressAsync("Enter");
        await Expect(library.Cards).ToHaveCountAsync(2);
        await visit.ScreenshotAsync("dialog-search");
        await library.Search.FillAsync("");
        await Expect(library.Cards).ToHaveCountAsync(3);
        await library.CloseAsync();
        await Expect(studio.Manage).ToBeFocusedAsync();
        await Expect(visit.Page.GetByText("needs attention")).ToHaveCountAsync(0);
    }

    private static async Task RejectAsync(Visit visit, LibraryDialog library, TemporaryFolder folder)
    {
        await File.WriteAllTextAsync(folder["notes.txt"], "not a LoRA");
        await File.WriteAllTextAsync(folder["empty.safetensors"], "");
        await library.PickAsync(folder["notes.txt"], folder["empty.safetensors"]);
        await Expect(library.Upload("notes.txt")).ToContainTextAsync("not a .safetensors or .ckpt file");
        await Expect(library.Upload("empty.safetensors")).ToContainTextAsync("The file is empty");
        await visit.ScreenshotAsync("dialog-refused");
        foreach (var name in new[] { "notes.txt", "empty.safetensors" })
        {
            await library.Root.GetByRole(AriaRole.Button, new() { Name = $"Dismiss {name}" }).ClickAsync();
        }

        await Expect(library.Uploads).ToHaveCountAsync(0);
        Assert.Empty(visit.Changes);
    }

    /// <summary>Selects the pair with the keyboard, starting at the button that opened the dialog.</summary>
    private static async Task ChooseAsync(Visit visit, StudioPage studio)
    {
        await visit.Page.TabToAsync(studio.High.Opener, back: true);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(studio.High.Options).ToHaveCountAsync(2);
        await Expect(studio.High.Root).ToContainTextAsync("Show all (1 hidden)");
        await visit.ScreenshotAsync("selector-open");
        await studio.High.LeaveAsync();
        await studio.High.ChooseByKeyboardAsync("rain high", High);
        await visit.Page.TabToAsync(studio.Low.Opener);
        await studio.Low.ChooseByKeyboardAsync("low", Low);

        await visit.Page.TabToAsync(studio.Weight("Low weight"));
        await visit.Page.Keyboard.PressAsync("Control+A");
        await visit.Page.Keyboard.TypeAsync("0.65");
        await visit.Page.TabToAsync(studio.Weight("High weight"), back: true);
        for (var steps = 0; steps < 4; steps++)
        {
            await visit.Page.Keyboard.PressAsync("ArrowDown");
        }

        await Expect(studio.Weight("High weight")).ToHaveValueAsync("0.80");
        await visit.Page.TabToAsync(studio.Prompt, back: true);
        await visit.Page.Keyboard.TypeAsync("Rain on neon signs");
        await visit.ScreenshotAsync("form-filled");
    }

    private static async Task GenerateAsync(Visit visit, StudioPage studio, Room room)
    {
        var request = await studio.GenerateAsync();
        await studio.Request.ScrollIntoViewIfNeededAsync();
        await visit.ScreenshotAsync("request");
        var paths = (await room.As("ada").ListAsync()).ToDictionary(item => (string)item["name"]!, item => (string)item["path"]!);
        Assert.Equal(paths[High], (string?)request["lora_high"]);
        Assert.Equal(paths[Low], (string?)request["lora_low"]);
        Assert.Equal(0.8m, (decimal?)request["lora_high_weight"]);
        Assert.Equal(0.65m, (decimal?)request["lora_low_weight"]);
        Assert.Equal("", (string?)request["lora_high_2"]);
        Assert.Equal("Rain on neon signs", (string?)request["prompt"]);
    }

    private static async Task ReturnAsync(Visit visit, StudioPage studio)
    {
        await visit.ReloadAsync();
        await studio.High.OpenAsync();
        await Expect(studio.High.Group("Recent").GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Expect(studio.High.Group("All").GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await Expect(studio.High.Group("All")).ToContainTextAsync(Korean);
        await visit.ScreenshotAsync("selector-recent");
        await studio.High.LeaveAsync();
    }

    private static async Task VisitAsBobAsync(Visit visit, StudioPage studio, Room room)
    {
        await visit.InteractiveAfterAsync(() => studio.User("bob").ClickAsync());
        await studio.Manage.ClickAsync();
        await Expect(studio.Library.Root).ToContainTextAsync("No LoRAs yet");
        await visit.ScreenshotAsync("bob");
        await studio.Library.CloseAsync();

        var bob = room.As("bob");
        Assert.Empty(await bob.ListAsync());
        var item = (await room.As("ada").ListAsync())[0];
        var id = (string)item["id"]!;
        Assert.Equal(HttpStatusCode.NotFound, await bob.StatusOfAsync(HttpMethod.Get, $"api/lora/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await bob.StatusOfAsync(HttpMethod.Get, $"api/lora/{id}/url"));
        Assert.Equal(HttpStatusCode.NotFound, await bob.StatusOfAsync(HttpMethod.Get, $"api/lora/{id}/download"));
        Assert.Equal(HttpStatusCode.NotFound, await bob.StatusOfAsync(HttpMethod.Patch, $"api/lora/{id}", JsonContent.Create(new { name = "mine" })));
        Assert.Equal(HttpStatusCode.NotFound, await bob.StatusOfAsync(HttpMethod.Delete, $"api/lora/{id}"));
        var values = new JsonObject { ["prompt"] = "theft", ["lora_high"] = (string)item["path"]! };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await bob.StatusOfAsync(HttpMethod.Post, "api/generate/wan22", JsonContent.Create(values)));
        await visit.InteractiveAfterAsync(() => studio.User("ada").ClickAsync());
    }

    private static async Task DeleteAsync(Visit visit, StudioPage studio)
    {
        var library = studio.Library;
        await studio.High.ChooseByMouseAsync(High);
        await studio.Manage.ClickAsync();
        await library.DeleteButton(High).ClickAsync();
        await Expect(library.Confirm).ToContainTextAsync($"{High}.safetensors");
        await visit.ScreenshotAsync("delete-confirm");
        await library.Confirm.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(library.Confirm).ToHaveCountAsync(0);
        await Expect(library.Card(High)).ToBeVisibleAsync();
        await Expect(library.DeleteButton(High)).ToBeFocusedAsync();

        await library.DeleteButton(High).ClickAsync();
        await library.Confirm.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        // The confirmation may close after the card is gone, and Escape closes the top dialog.
        await Expect(library.Confirm).ToHaveCountAsync(0);
        await Expect(library.Card(High)).ToHaveCountAsync(0);
        await Expect(library.Cards).ToHaveCountAsync(2);
        await visit.ScreenshotAsync("deleted");
        await library.CloseAsync();
        await Expect(studio.High.Root).ToContainTextAsync("No longer in the library");
        await visit.ScreenshotAsync("form-missing");
    }

    /// <summary>Renames with the Enter key, which must not submit the form around the dialog.</summary>
    private static async Task RenameAsync(Visit visit, StudioPage studio)
    {
        await studio.Manage.ClickAsync();
        await studio.Library.TypeNameAsync(Low, Renamed);
        await visit.ScreenshotAsync("rename");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(studio.Library.Card(Renamed)).ToBeVisibleAsync();
        await Expect(studio.Library.Cards).ToHaveCountAsync(2);
        await visit.ScreenshotAsync("renamed");
        await Expect(visit.Page.GetByText("needs attention")).ToHaveCountAsync(0);
    }

    private static Regex SomeSent() => new($"[1-9][0-9.]* of {Size}", RegexOptions.None, TimeSpan.FromSeconds(1));
}
