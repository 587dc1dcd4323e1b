using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>A room of a studio with a visitor who has the library open, and files to upload.</summary>
internal sealed class UploadStage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private UploadStage(Room room, Visit visit)
    {
        Room = room;
        Visit = visit;
        Studio = new StudioPage(visit.Page);
    }

    public Room Room { get; }

    public Visit Visit { get; }

    public StudioPage Studio { get; }

    public LibraryDialog Library => Studio.Library;

    /// <summary>What a row says of a file of eight parts of which one is stored.</summary>
    public string OneOfEight => Room.PartSize == LoraFile.SmallPart ? "66 of 524 kB" : "5.2 of 42 MB";

    /// <summary>What a row says of a file of eight parts of which three are stored.</summary>
    public string ThreeOfEight => Room.PartSize == LoraFile.SmallPart ? "197 of 524 kB" : "16 of 42 MB";

    /// <summary>How long the page pauses between two tries to read a file, in milliseconds. It tries eight times before it says that the file cannot be read.</summary>
    public int ReadPause { get; set; } = 100;

    public static async Task<UploadStage> SetAsync(
        Studios studios, string name, BackEndKind kind = BackEndKind.SqliteFolder, Display? look = null, bool hasPicker = false, bool withoutPolicy = false, string transport = Studios.Proxied)
    {
        var room = await studios.OpenAsync(kind, transport);
        var stage = new UploadStage(room, await Visit.BeginAsync(studios, room, name, look ?? new Display(1280), withoutPolicy));
        if (!hasPicker)
        {
            // The browser's own picker cannot be worked by a test; without it the file input does its part.
            await stage.Visit.Page.Context.AddInitScriptAsync("window.showOpenFilePicker = window.showDirectoryPicker = undefined;");
        }

        return stage;
    }

    public async Task OpenAsync()
    {
        await Visit.OpenAsync();
        await HurryAsync();
        await Studio.Manage.ClickAsync();
        await Expect(Library.Files).ToBeEnabledAsync();
    }

    public async Task ReloadAsync()
    {
        await Visit.ReloadAsync();
        await HurryAsync();
        await Studio.Manage.ClickAsync();
        await Expect(Library.Files).ToBeEnabledAsync();
    }

    /// <summary>Makes a file of some parts.</summary>
    public LoraFile File(string name, int parts = 8) => LoraFile.Make(_folder, name, parts * Room.PartSize);

    /// <summary>Makes a file of a few kB.</summary>
    public LoraFile Small(string name) => LoraFile.Make(_folder, name, 20_000);

    /// <summary>Makes a file of the same name and size with other bytes.</summary>
    public LoraFile Imposter(LoraFile file)
    {
        Directory.CreateDirectory(_folder["other"]);
        var other = file with { Path = _folder["other", file.Name] };
        System.IO.File.Copy(file.Path, other.Path);
        using var stream = System.IO.File.OpenWrite(other.Path);
        stream.Position = file.Size / 2;
        stream.WriteByte(0xff);
        return other;
    }

    /// <summary>Makes the same file elsewhere, with the same time of change.</summary>
    public LoraFile Copy(LoraFile file)
    {
        Directory.CreateDirectory(_folder["copy"]);
        var copy = file with { Path = _folder["copy", file.Name] };
        System.IO.File.Copy(file.Path, copy.Path);
        System.IO.File.SetLastWriteTimeUtc(copy.Path, System.IO.File.GetLastWriteTimeUtc(file.Path));
        return copy;
    }

    /// <summary>Has the page look for unfinished uploads, as it does whenever it is shown again.</summary>
    public Task FindUnfinishedAsync() => Visit.Page.EvaluateAsync(
        "async () => (await import('/_content/Lora.Components/upload/engine.js')).engineFor({ uploadsPath: 'api/lora/uploads', apiPath: 'api/lora' }).find()");

    /// <summary>Uploads a file of eight parts until three of them are stored.</summary>
    /// <returns>What holds the others back.</returns>
    public async Task<PartGate> UploadSomeAsync(LoraFile file)
    {
        var gate = await PartGate.PlaceAsync(Visit.Page, passes: 3);
        await Library.PickAsync(file.Path);
        await Expect(Library.Upload(file.Name)).ToContainTextAsync(ThreeOfEight);
        return gate;
    }

    /// <summary>Presses the button that goes on with an unfinished upload, and gives the picker that opens a file.</summary>
    public async Task ContinueAsync(LoraFile file, LoraFile chosen, Visit? visit = null)
    {
        var page = visit?.Page ?? Visit.Page;
        var library = new LibraryDialog(page);
        var chooser = await page.RunAndWaitForFileChooserAsync(() => library.UploadButton(file.Name, "Resume").ClickAsync());
        await chooser.SetFilesAsync(chosen.Path);
    }

    /// <summary>Waits until a file is in the library, and compares every byte.</summary>
    public async Task SeeWholeAsync(LoraFile file, Visit? visit = null)
    {
        await Expect(new LibraryDialog(visit?.Page ?? Visit.Page).Card(file.Title)).ToBeVisibleAsync();
        var item = Assert.Single(await Room.As("ada").ListAsync(), item => (string?)item["name"] == file.Title);
        Assert.Equal(await file.Sha256Async(), await Room.As("ada").Sha256Async((string)item["id"]!));
        Assert.Null((await Room.TakeInventoryAsync()).FindOrphans());
    }

    public async ValueTask DisposeAsync()
    {
        await Visit.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>What is worth waiting for in the world is not worth it on loopback. The numbers of the modules may be changed before an upload begins.</summary>
    private async Task HurryAsync() => await Visit.Page.EvaluateAsync(
        "async changes => Object.assign((await import('/_content/Lora.Components/upload/settings.js')).settings, changes)", new { firstDelay = 50, readPause = ReadPause });
}
