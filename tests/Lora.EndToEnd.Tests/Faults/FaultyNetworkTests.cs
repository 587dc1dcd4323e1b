using System.Diagnostics;
using System.Globalization;
using Lora.Conformance.Network;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Xunit.Abstractions;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>
/// Every tenth request of each kind fails, between browser and application, application and storage, and browser and storage: it is dropped, delayed, rejected, half
/// sent or corrupted, or its response is lost.
/// </summary>
/// <remarks>
/// The test suite runs a short pass. <c>eng/soak-faults.sh</c> sets the number of small files with <c>LORA_FAULT_FILES</c>; for every 50 there is a large one. Each case
/// sends a third.
/// </remarks>
[Collection(NetworkCollection.Name)]
public sealed class FaultyNetworkTests(Chromium chromium, ITestOutputHelper output)
{
    private const int Percent = 10;

    /// <summary>Retry delays in milliseconds, shorter than the defaults because loopback recovers at once.</summary>
    private static readonly object ShortDelays = new { firstDelay = 50, longestDelay = 1000, longestRetryAfter = 500 };

    private static int? Soak =>
        int.TryParse(Environment.GetEnvironmentVariable("LORA_FAULT_FILES"), NumberStyles.None, CultureInfo.InvariantCulture, out var files) ? files : null;

    private static TimeSpan Deadline => TimeSpan.FromMinutes(Soak is null ? 5 : 90);

    private static IEnumerable<long> Sizes => Soak is { } files
        ? [.. Enumerable.Range(0, Third(files)).Select(Small), .. Enumerable.Range(0, Third(files / 50)).Select(place => (64 * LoraFile.Mebibyte) + place)]
        : [.. Enumerable.Range(0, 60).Select(Small), .. Enumerable.Range(0, 3).Select(place => (3 * LoraFile.PartSize) + Small(place))];

    [Theory]
    [InlineData(BackEndKind.SqliteFolder, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "proxied")]
    [InlineData(BackEndKind.PostgresCeph, "direct")]
    public async Task Each_file_is_stored_completely_and_once(BackEndKind kind, string transport)
    {
        var seed = Seed.Next(output);
        await using var studio = await ProxiedStudio.StartAsync(kind, transport);
        await using var visit = await Visit.BeginAsync(chromium, studio.Server, $"faults-{kind}-{transport}", new Display(1280));
        visit.Expect("Failed to load resource|CORS");
        await UploadEngine.StartAsync(visit.Page, ShortDelays, new Uri(studio.PageToApplication.Address, "studio.css").ToString());
        using var load = new FileLoad(visit.Page);
        var watch = Stopwatch.StartNew();

        studio.SetFaults(seed, Percent);
        var sent = await load.SendAsync(Sizes, Deadline);
        studio.SetFaults(seed, 0);

        Log(string.Create(CultureInfo.InvariantCulture, $"{kind}, {transport}: {sent.Count} files sent in {watch.Elapsed.TotalSeconds:0} s"));
        foreach (var proxy in studio.Proxies.Where(proxy => proxy.Tally.Requests > 0))
        {
            Log($"  {NameOf(studio, proxy)}: {proxy.Tally}");
        }

        Assert.All(sent, file => Assert.Equal(("done", null), (file.State, file.Fault)));
        await AssertStoredAsync(studio, sent);
        Assert.All(Enum.GetValues<FaultKind>(), fault => Assert.NotEqual(0, studio.Proxies.Sum(proxy => proxy.Tally.Of(fault))));
        if (transport == "direct")
        {
            Assert.DoesNotContain(visit.Changes, change => change.StartsWith("PUT /api/", StringComparison.Ordinal));
        }

        await visit.EndAsync();
        Log(string.Create(CultureInfo.InvariantCulture, $"  {sent.Count} files stored, each once and with the SHA-256 of the file on disk; no other record, object or multipart upload"));
    }

    private static int Third(int count) => (count + 2) / 3;

    private static long Small(int place) => 20_000 + place;

    private void Log(string line)
    {
        output.WriteLine(line);
        File.AppendAllLines(Repository.Artifact("faults.txt"), [line]);
    }

    private static string NameOf(ProxiedStudio studio, FaultProxy proxy) =>
        proxy == studio.PageToApplication ? "page to application" : proxy == studio.ApplicationToStorage ? "application to storage" : "page to storage";

    /// <summary>Verifies that each file is stored once with its content, and that nothing else is stored.</summary>
    private static async Task AssertStoredAsync(ProxiedStudio studio, IReadOnlyList<SentFile> sent)
    {
        var listed = await studio.Server.As("ada").ListAsync();
        Assert.Equal(sent.Select(file => file.Name).Order(StringComparer.Ordinal), listed.Select(item => (string)item["fileName"]!).Order(StringComparer.Ordinal));
        await studio.Server.SettleAsync(studio.BackEnd);
        var stored = await studio.BackEnd.TakeInventoryAsync();
        Assert.Equal(sent.Count, stored.Records.Count);
        var expected = sent.ToDictionary(file => file.Name, file => file.Sha256);
        foreach (var key in stored.Objects.Keys)
        {
            Assert.Equal(expected[Path.GetFileName(key)], await studio.BackEnd.Sha256Async(key));
        }
    }
}
