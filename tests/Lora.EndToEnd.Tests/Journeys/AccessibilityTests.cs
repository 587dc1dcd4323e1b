using Deque.AxeCore.Playwright;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>axe finds no violations in any state of the pages.</summary>
[Collection(LibraryCollection.Name)]
public sealed class AccessibilityTests(Studios studios)
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task Every_state_of_the_studio_is_accessible(int width, bool dark)
    {
        var look = new Display(width, dark);
        var room = await studios.OpenAsync();
        await using var visit = await Visit.BeginAsync(studios, room, $"axe-{look}", look, withoutPolicy: true);
        var problems = new List<string>();
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await CheckAsync("form");
        await studio.Manage.ClickAsync();
        await Expect(studio.Library.Root).ToContainTextAsync("No LoRAs yet");
        await CheckAsync("dialog, empty");
        await studio.Library.CloseAsync();

        foreach (var name in new[] { "neon-rain_high_noise.safetensors", "한국 수채화.safetensors", "old-film.ckpt" })
        {
            await room.As("ada").UploadAsync(name, 4096);
        }

        await studio.High.OpenAsync();
        await Expect(studio.High.Options).ToHaveCountAsync(3);
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(studio.High.Options.First).ToHaveAttributeAsync("aria-selected", "true");
        await CheckAsync("selector, open");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(studio.Weight("High weight")).ToBeVisibleAsync();
        await CheckAsync("form with the high-noise LoRA selected");
        await studio.Manage.ClickAsync();
        await Expect(studio.Library.Cards).ToHaveCountAsync(3);
        await CheckAsync("dialog with cards");
        await studio.Library.DeleteButton("old-film").ClickAsync();
        await Expect(studio.Library.Confirm).ToBeVisibleAsync();
        await CheckAsync("delete confirm");
        Assert.Empty(problems);
        await visit.EndAsync();

        async Task CheckAsync(string stage) => problems.AddRange(await FindViolationsAsync(visit, stage));
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    public async Task Every_state_of_an_upload_is_accessible(int width, bool dark)
    {
        var look = new Display(width, dark);
        await using var stage = await UploadStage.CreateAsync(studios, $"axe-uploads-{look}", look: look, withoutPolicy: true);
        var known = stage.File("paper-diorama.safetensors", parts: 1);
        var begun = stage.File("neon-rain_high_noise.safetensors");
        var paused = stage.File("한국 수채화.safetensors");
        var running = stage.File("old-film.safetensors");
        await stage.OpenAsync();
        await stage.Library.PickAsync(known.Path);
        await Expect(stage.Library.Card(known.Title)).ToBeVisibleAsync();
        await stage.UploadSomeAsync(begun);
        await stage.ReloadAsync();
        var problems = new List<string>();
        await Expect(stage.Library.Upload(begun.Name)).ToContainTextAsync("Unfinished");
        await CheckAsync("unfinished");

        await stage.Library.PickAsync(known.Path);
        await Expect(stage.Library.Upload(known.Name)).ToContainTextAsync("You already have this");
        await stage.Library.PickAsync(paused.Path);
        await stage.Library.UploadButton(paused.Name, $"Pause the upload of {paused.Name}").ClickAsync();
        await Expect(stage.Library.Upload(paused.Name)).ToContainTextAsync("Paused");
        await stage.Library.PickAsync(running.Path);
        await Expect(stage.Library.Upload(running.Name).GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await stage.ContinueAsync(begun, running);
        await Expect(stage.Library.Upload(begun.Name)).ToContainTextAsync("This is a different file.");
        await CheckAsync("all at once");
        Assert.Empty(problems);
        await stage.Visit.EndAsync();

        async Task CheckAsync(string what) => problems.AddRange(await FindViolationsAsync(stage.Visit, what));
    }

    private static async Task<IEnumerable<string>> FindViolationsAsync(Visit visit, string stage)
    {
        await visit.ScreenshotAsync(stage.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-'));
        var result = await visit.Page.RunAxe();
        return result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{stage}: {violation.Id} ({violation.Help}) {node.Html}"));
    }
}
