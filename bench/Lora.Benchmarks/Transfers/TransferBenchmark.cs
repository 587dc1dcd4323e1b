using Lora.Benchmarks.Servers;

namespace Lora.Benchmarks.Transfers;

/// <summary>Compares parts through the application with the same parts sent directly to storage and with the SDK's upload of a stream.</summary>
internal static class TransferBenchmark
{
    private const string Bare = "Bare HttpClient";
    private const string BareSigned = "Bare HttpClient, digests signed";
    private const string Usual = "Through an application with TransferUtility";
    private const string Utility = "TransferUtility, stream, without an application";

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        await S3Storage.EachAsync(storage => RunAsync(storage, settings));
    }

    private static async Task RunAsync(S3Storage storage, BenchmarkSettings settings)
    {
        var payload = new Payload(settings.Size);
        var digests = payload.Digests(PartSender.PartSize);
        using var folder = new TemporaryFolder();
        await using var application = await UploadApplication.StartAsync(storage, folder);
        await using var large = await UploadApplication.StartAsync(storage, folder, new Dictionary<string, string> { ["LargeReads"] = "true" });
        await using var toolkit = await Toolkit.CreateAsync(storage, folder);
        using var bare = new BareClient(toolkit.Files, payload);
        using var proxy = new ProxyClient(application.Address, payload);
        using var largeProxy = new ProxyClient(large.Address, payload);
        using var usual = new UsualClient(application.Address, payload);
        using var utility = new TransferUtilityClient(storage, payload);
        var results = await new TransferRace(settings, [Environment.ProcessId], [application.Id, large.Id], storage.Processes)
            .Add(new Candidate(Bare, bare.SendAsync, bare.RemoveAsync))
            .Add(new Candidate("Through the application", proxy.SendAsync, proxy.RemoveAsync))
            .Add(new Candidate("Through the application, large reads", largeProxy.SendAsync, largeProxy.RemoveAsync))
            .Add(new Candidate(BareSigned, () => bare.SendAsync(digests), bare.RemoveAsync))
            .Add(new Candidate("Through the application, Content-Digest", () => proxy.SendAsync(digests), proxy.RemoveAsync))
            .Add(new Candidate("Through the application, Content-Digest, large reads", () => largeProxy.SendAsync(digests), largeProxy.RemoveAsync))
            .Add(new Candidate(Usual, usual.SendAsync, usual.RemoveAsync))
            .Add(new Candidate(Utility, () => utility.SendAsync(canSeek: false), utility.RemoveAsync))
            .RunAsync();
        TransferTable.Write(
            $"{BenchmarkSettings.Words(settings.Size)} to {storage.Name}, in parts of 16 MiB, 4 at a time",
            payload.Size,
            results,
            ("to bare", Bare),
            ("to bare, digests signed", BareSigned),
            ("to TransferUtility in an application", Usual),
            ("to TransferUtility without", Utility));
    }
}
