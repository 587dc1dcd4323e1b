using System.Diagnostics;
using System.Globalization;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Lora.EndToEnd.Tests.Journeys;

/// <summary>A large file goes through the browser and the server without staying in the server's memory.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class LargeFileTests(Chromium chromium, ITestOutputHelper output)
{
    private const long Gibibyte = 1024 * LoraFile.Mebibyte;
    private const long MostGrowth = 200 * LoraFile.Mebibyte;
    private const int Patience = 240_000;

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task A_gibibyte_leaves_the_servers_memory_flat(BackEndKind kind)
    {
        using var folder = new TemporaryFolder();
        var file = LoraFile.Make(folder, "large.safetensors", Gibibyte);
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd, new Dictionary<string, string> { ["Lora__Options__PartSize"] = "16777216" });
        await using var visit = await Visit.BeginAsync(chromium, server, $"large-{kind}", new Look(1280));
        await visit.OpenAsync();
        var studio = new StudioPage(visit.Page);
        await studio.Manage.ClickAsync();
        await server.As("ada").UploadAsync("small.safetensors", 4096);
        await Expect(studio.Library.Card("small")).ToBeVisibleAsync();
        var idle = server.Process.ResidentBytes;
        server.Process.ForgetPeak();
        var watch = Stopwatch.StartNew();

        await studio.Library.PickAsync(file.Path);
        await Expect(studio.Library.Card(file.Title)).ToBeVisibleAsync(new() { Timeout = Patience });

        watch.Stop();
        var growth = server.Process.PeakResidentBytes - idle;
        await KeepAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:u} 1 GiB through the browser, {kind}: idle {idle / LoraFile.Mebibyte} MiB, peak +{growth / LoraFile.Mebibyte} MiB, {watch.Elapsed.TotalSeconds:0.0} s, {1024 / watch.Elapsed.TotalSeconds:0} MiB/s"));
        Assert.InRange(growth, 0, MostGrowth);
        var left = await backEnd.TakeInventoryAsync();
        Assert.Null(left.FindOrphans());
        Assert.Contains(Gibibyte, left.Objects.Values);
        await visit.PictureAsync("done");
        await visit.EndAsync();
    }

    private async Task KeepAsync(string line)
    {
        output.WriteLine(line);
        await File.AppendAllLinesAsync(Repository.Artifact("measurements.txt"), [line]);
    }
}
