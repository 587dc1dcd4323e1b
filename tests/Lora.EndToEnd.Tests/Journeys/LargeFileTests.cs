using System.Diagnostics;
using System.Globalization;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>Uploading and downloading a large file does not increase the server's memory.</summary>
/// <remarks>The test suite uses a quarter of a GiB, five times the allowed growth. <c>eng/test-5gib.sh</c> sets another size with <c>LORA_LARGE_GIB</c>.</remarks>
[Collection(LargeCollection.Name)]
public sealed class LargeFileTests(Chromium chromium, ITestOutputHelper output)
{
    private const long MaxGrowth = 48_000_000;

    private const int TimeoutPerFile = 240_000;

    /// <summary>
    /// A runtime setting that reduces noise. By default the garbage collector derives its budget from the processor's cache size and may keep more garbage than the allowed
    /// growth (the setting is 16 MiB, in hexadecimal).
    /// </summary>
    private static readonly Dictionary<string, string> QuietRuntime = new() { ["DOTNET_GCgen0size"] = "1000000" };

    private static int Mebibytes =>
        int.TryParse(Environment.GetEnvironmentVariable("LORA_LARGE_GIB"), NumberStyles.None, CultureInfo.InvariantCulture, out var gibibytes) ? gibibytes * 1024 : 256;

    [Theory]
    [InlineData(BackEndKind.SqliteFolder, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "direct")]
    public async Task Large_file_keeps_the_servers_memory_flat(BackEndKind kind, string transport)
    {
        using var folder = new TemporaryFolder();
        var file = LoraFile.Make(folder, "large.safetensors", Mebibytes * LoraFile.Mebibyte);
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd, new Dictionary<string, string>(QuietRuntime)
        {
            ["Lora__Options__PartSize"] = "16777216",
            ["Lora__Options__Transport"] = transport,
        });
        if (transport == "direct")
        {
            await ((PostgresCeph)backEnd).AllowOriginAsync(server.Address);
        }

        await using var visit = await Visit.BeginAsync(chromium, server, $"large-{kind}-{transport}", new Display(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        // Warm-up: the code is compiled on first use.
        var first = LoraFile.Make(folder, "first.safetensors", 48 * LoraFile.Mebibyte);
        await studio.Library.PickAsync(first.Path);
        await Expect(studio.Library.Card(first.Title)).ToBeVisibleAsync();
        var idle = server.Process.ResidentBytes;
        server.Process.ResetPeak();
        var before = visit.Changes.Count;
        var watch = Stopwatch.StartNew();

        await studio.Library.PickAsync(file.Path);
        await Expect(studio.Library.Card(file.Title)).ToBeVisibleAsync(new() { Timeout = Math.Max(1, Mebibytes / 1024) * TimeoutPerFile });

        watch.Stop();
        var growth = server.Process.PeakResidentBytes - idle;
        var parts = visit.Changes.Skip(before).Count(change => change.StartsWith("PUT ", StringComparison.Ordinal));
        await LogAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:u} {Mebibytes} MiB through the browser, {kind}, {transport}: {parts} parts through the server, idle {idle / 1e6:0} MB, peak +{growth / 1e6:0} MB, {watch.Elapsed.TotalSeconds:0.0} s, {file.Size / LoraFile.Mebibyte / watch.Elapsed.TotalSeconds:0} MiB/s"));
        Assert.True(growth <= MaxGrowth, $"The peak is {growth / 1e6:0} MB above the idle memory.");
        Assert.Equal(transport == "direct", parts == 0);
        var left = await backEnd.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        var stored = Assert.Single(left.Objects, stored => stored.Value == file.Size);
        Assert.Equal(await file.Sha256Async(), await backEnd.Sha256Async(stored.Key));
        await visit.ScreenshotAsync("done");
        await visit.EndAsync();
    }

    private async Task LogAsync(string line)
    {
        output.WriteLine(line);
        await File.AppendAllLinesAsync(Repository.Artifact("measurements.txt"), [line]);
    }
}
