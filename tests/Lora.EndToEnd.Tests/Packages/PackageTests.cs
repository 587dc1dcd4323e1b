using System.Xml.Linq;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>The contents of the packages, and a host application that uses only them.</summary>
public sealed class PackageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Ours = "Lora.";

    [Fact]
    public async Task Packages_are_complete_and_work_in_a_host_outside_the_repository()
    {
        using var folder = new TemporaryFolder();
        var feed = await PackageFeed.PackAsync(folder);
        foreach (var project in PackageFeed.Projects)
        {
            await CheckAsync(feed, project);
        }

        await using var guest = await GuestApp.BuildAsync(folder, feed);
        await guest.StartAsync();
        await UseAsync(guest, folder);
    }

    private static async Task CheckAsync(PackageFeed feed, string project)
    {
        var id = Path.GetFileNameWithoutExtension(project);
        using var package = await feed.OpenAsync(id);
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        var manifest = await PackageFeed.ReadManifestAsync(package);
        Assert.Contains("README.md", files);
        Assert.Equal("README.md", (string?)manifest.Element("readme"));
        Assert.Equal("MIT", (string?)manifest.Element("license"));
        Assert.False(string.IsNullOrWhiteSpace((string?)manifest.Element("description")), $"{id} has no description.");
        if (id == "Lora.Tool")
        {
            // A tool package contains all its dependencies in one folder.
            Assert.Contains($"tools/{Repository.Framework}/any/Lora.Tool.dll", files);
            Assert.Contains($"tools/{Repository.Framework}/any/DotnetToolSettings.xml", files);
            return;
        }

        Assert.Contains($"lib/{Repository.Framework}/{id}.dll", files);
        Assert.Contains($"lib/{Repository.Framework}/{id}.xml", files);
        Assert.True(File.Exists(Path.Combine(feed.Folder, $"{id}.{feed.Version}.snupkg")), $"{id} has no symbols.");
        CheckDependencies(id, project, manifest, feed.Version);
        if (id == "Lora.Components")
        {
            CheckAssets(files);
        }
    }

    private static void CheckDependencies(string id, string project, XElement manifest, string version)
    {
        var actual = manifest.Descendants("dependency").ToDictionary(dependency => (string)dependency.Attribute("id")!, dependency => (string)dependency.Attribute("version")!);
        var document = XDocument.Load(project);
        var references = document.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
        Assert.Equal(references.Order(StringComparer.Ordinal), actual.Keys.Where(name => name.StartsWith(Ours, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(actual.Where(dependency => dependency.Key.StartsWith(Ours, StringComparison.Ordinal)), dependency => Assert.Equal(version, dependency.Value));
        foreach (var tool in new[] { "Meziantou.Analyzer", "Microsoft.EntityFrameworkCore.Design" })
        {
            Assert.False(actual.ContainsKey(tool), $"{id} requires its users to install {tool}.");
        }
    }

    /// <summary>Verifies that the style sheet and all imported modules are in the package.</summary>
    private static void CheckAssets(IReadOnlyList<string> files)
    {
        var sources = Path.Combine(Repository.Root, "src", "Lora.Components");
        var modules = Directory.EnumerateFiles(sources, "*.js", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(sources, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
            .Select(file => "staticwebassets/" + (file.StartsWith("wwwroot/", StringComparison.Ordinal) ? file["wwwroot/".Length..] : file));
        Assert.All(modules, module => Assert.Contains(module, files));
        Assert.Contains(files, file => file.StartsWith("staticwebassets/Lora.Components.", StringComparison.Ordinal) && file.EndsWith(".bundle.scp.css", StringComparison.Ordinal));
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
