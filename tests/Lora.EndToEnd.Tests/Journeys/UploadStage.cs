using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>A room of a studio with a visitor in the open library, and files to upload.</summary>
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

    /// <summary>The text of a row when one of eight parts is stored.</summary>
    public const string OneOfEight = "66 of 524 kB";

    /// <summary>The text of a row when three of eight parts are stored.</summary>
    public const string ThreeOfEight = "197 of 524 kB";

    /// <summary>The delay between attempts to read a file, in milliseconds. The page gives up after eight attempts.</summary>
    public int ReadPause { get; set; } = 100;

    public static async Task<UploadStage> CreateAsync(
        Studios studios, string name, BackEndKind kind = BackEndKind.SqliteFolder, Display? look = null, bool hasPicker = false, bool withoutPolicy = false, string transport = Studios.Proxied)
    {
        var room = await studios.OpenAsync(kind, transport);
        var stage = new UploadStage(room, await Visit.BeginAsync(studios, room, name, look ?? new Display(1280), withoutPolicy));
        if (!hasPicker)
        {
            // Tests can't control the native file picker. Without it the page uses the file input.
            await stage.Visit.Page.Context.AddInitScriptAsync("window.showOpenFilePicker = window.showDirectoryPicker = undefined;");
        }

        return stage;
    }

    public async Task OpenAsync()
    {
        await Visit.OpenAsync();
        await ShortenDelaysAsync();
        await Studio.Manage.ClickAsync();
        await Expect(Library.Files).ToBeEnabledAsync();
    }

    public async Task ReloadAsync()
    {
        await Visit.ReloadAsync();
        await ShortenDelaysAsync();
        await Studio.Manage.ClickAsync();
        await Expect(Library.Files).ToBeEnabledAsync();
    }

    /// <summary>Creates a file with this number of parts.</summary>
    public LoraFile File(string name, int parts = 8) => LoraFile.Make(_folder, name, parts * LoraFile.PartSize);

    /// <summary>Creates a file of a few kB.</summary>
    public LoraFile Small(string name) => LoraFile.Make(_folder, name, 20_000);

    /// <summary>Creates a file with the same name and size and different bytes.</summary>
    public LoraFile Different(LoraFile file)
    {
        Directory.CreateDirectory(_folder["other"]);
        var other = file with { Path = _folder["other", file.Name] };
        System.IO.File.Copy(file.Path, other.Path);
        using var stream = System.IO.File.OpenWrite(other.Path);
        stream.Position = file.Size / 2;
        stream.WriteByte(0xff);
        return other;
    }

    /// <summary>Creates a copy of the file in another folder, with the same modification time.</summary>
    public LoraFile Copy(LoraFile file)
    {
        Directory.CreateDirectory(_folder["copy"]);
        var copy = file with { Path = _folder["copy", file.Name] };
        System.IO.File.Copy(file.Path, copy.Path);
        System.IO.File.SetLastWriteTimeUtc(copy.Path, System.IO.File.GetLastWriteTimeUtc(file.Path));
        return copy;
    }

    /// <summary>Makes the page search for unfinished uploads, as it does when it becomes visible.</summary>
    public Task FindUnfinishedAsync() => Visit.Page.EvaluateAsync(
        "async () => (await import('/_content/Lora.Components/upload/engine.js')).engineFor({ uploadsPath: 'api/lora/uploads', apiPath: 'api/lora' }).find()");

    /// <summary>Uploads a file of eight parts until three of them are stored.</summary>
    /// <returns>The gate that holds the other parts.</returns>
    public async Task<PartGate> UploadSomeAsync(LoraFile file)
    {
        var gate = await PartGate.PlaceAsync(Visit.Page, passes: 3);
        await Library.PickAsync(file.Path);
        await Expect(Library.Upload(file.Name)).ToContainTextAsync(ThreeOfEight);
        return gate;
    }

    /// <summary>Clicks the button that resumes an unfinished upload, and selects a file in the picker.</summary>
    public async Task ContinueAsync(LoraFile file, LoraFile chosen, Visit? visit = null)
    {
        var page = visit?.Page ?? Visit.Page;
        var library = new LibraryDialog(page);
        var chooser = await page.RunAndWaitForFileChooserAsync(() => library.UploadButton(file.Name, "Resume").ClickAsync());
        await chooser.SetFilesAsync(chosen.Path);
    }

    /// <summary>Waits until a file is in the library and compares every byte.</summary>
    public async Task AssertStoredAsync(LoraFile file, Visit? visit = null)
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

    /// <summary>
    /// Shortens the delays of the modules, because loopback recovers at once, and gives the first direct transfer the timeout of all others, because a gate of the test
    /// may hold it. Settings can be changed before an upload starts.
    /// </summary>
    private async Task ShortenDelaysAsync() => await Visit.Page.EvaluateAsync(
        "async changes => Object.assign((await import('/_content/Lora.Components/upload/settings.js')).settings, changes)", new { firstDelay = 50, readPause = ReadPause, firstDirectByte = 120_000 });
}
