using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>The packages as their users get them: a host application that has nothing else. Lora.Packages.Tests opens them.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageTests(Chromium chromium, PackageFeed feed) : IClassFixture<Chromium>
{
    [Fact]
    public async Task The_packages_serve_a_host_outside_the_repository()
    {
        using var folder = new TemporaryFolder();
        await using var guest = await GuestApp.BuildAsync(folder, feed);
        await guest.StartAsync();
        await UseAsync(guest, folder);
    }

    private async Task UseAsync(WebServer guest, TemporaryFolder folder)
    {
        var file = LoraFile.Make(folder, "guest-style.safetensors", 200_000);
        await using var visit = await Visit.BeginAsync(chromium, guest, "guest", new Display(1280));
        await visit.OpenAsync();
        var library = new LibraryDialog(visit.Page);
        var selector = new SelectorControl(visit.Page, visit.Page.Locator("form"), "Style");
        await Expect(selector.Root).ToContainTextAsync("No LoRA selected");
        await visit.ScreenshotAsync("selector");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "My LoRAs" }).ClickAsync();
        await library.PickAsync(file.Path);
        await Expect(library.Card(file.Title)).ToBeVisibleAsync();
        await visit.ScreenshotAsync("dialog");
        await library.CloseAsync();
        await selector.ChooseByMouseAsync(file.Title);
        await Expect(visit.Page.Locator("output")).ToContainTextAsync("guest-style.safetensors");
        await visit.ScreenshotAsync("chosen");
        await visit.EndAsync();
    }
}
