using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Lora.Benchmarks.Servers;
using Lora.Benchmarks.Transfers;

namespace Lora.Benchmarks.Browser;

/// <summary>Compares the toolkit's uploader in a browser, directly to storage and through the application, with the framework's InputFile on the same page.</summary>
internal static class BrowserBenchmark
{
    private const int Share = 16;
    private const string One = "Direct, 1 part at a time";
    private const string Four = "Direct, 4 parts at a time";
    private const string Unhashed = "Direct, 4 parts, without SHA-256";
    private const string InputFile = "InputFile";

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        if (!BrowserPage.IsThere)
        {
            Console.WriteLine("There is no Chromium.");
            return;
        }

        await S3Storage.EachAsync(storage => RunAsync(storage, settings));
    }

    private static async Task RunAsync(S3Storage storage, BenchmarkSettings settings)
    {
        using var folder = new TemporaryFolder();
        var (file, small) = (folder["bench.safetensors"], folder["small.safetensors"]);
        new Payload(settings.Size).Save(file);
        new Payload(settings.Size / Share).Save(small);
        await using var application = await UploadApplication.StartAsync(storage, folder);
        await using var proxying = await UploadApplication.StartAsync(storage, folder, new Dictionary<string, string> { ["Options:Transport"] = "Proxied" });
        await using var toolkit = await Toolkit.CreateAsync(storage, folder);
        if (!storage.IsNullSink)
        {
            await toolkit.Bucket.EnsureCorsAsync(application.Address.GetLeftPart(UriPartial.Authority));
        }

        await using var direct = await BrowserPage.OpenAsync(application.Address);
        await using var proxied = await BrowserPage.OpenAsync(proxying.Address);
        var results = await new TransferRace(settings, [application.Id, proxying.Id], storage.Processes)
            .Add(Candidate(One, direct, file, ("lanes", 1)))
            .Add(Candidate(Four, direct, file))
            .Add(Candidate(Unhashed, direct, file, ("largestHashed", 0)))
            .Add(Candidate("Through the application, 4 parts at a time", proxied, file))
            .Add(new Candidate(InputFile, () => direct.TakeAsync(small), static () => Task.CompletedTask) { PrepareAsync = direct.LoadLiveAsync, Times = (double)settings.Size / (settings.Size / Share) })
            .RunAsync();
        TransferTable.Write(
            $"{BenchmarkSettings.Words(settings.Size)} from Chromium to {storage.Name}",
            settings.Size,
            results,
            ("to 1 part", One),
            ("to no SHA-256", Unhashed),
            ("to InputFile", InputFile));
        using var http = new HttpClient();
        var received = await http.GetFromJsonAsync<JsonObject>(new Uri(application.Address, "received"));
        Console.WriteLine();
        Console.WriteLine(
            $"InputFile sent {BenchmarkSettings.Words(settings.Size / Share)}; its numbers are scaled to the full size. The application of the direct uploads received {received!["parts"]} bytes of parts, and {(long)received["others"]! / 1024:N0} KiB in all other requests of {3 * (settings.Rounds + 1)} uploads.");
    }

    private static Candidate Candidate(string name, BrowserPage page, string file, params (string Name, object Value)[] changes) => new(name, page.SendAsync, page.RemoveAsync)
    {
        PrepareAsync = () => page.LoadAsync(file, changes.ToDictionary(change => change.Name, change => change.Value)),
    };
}
