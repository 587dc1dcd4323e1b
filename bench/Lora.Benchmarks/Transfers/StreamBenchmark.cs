using Lora.Benchmarks.Servers;

namespace Lora.Benchmarks.Transfers;

/// <summary>Compares the upload of a stream on the server with parts sent by a plain client and with the SDK's upload of a stream, at low and high latency to storage.</summary>
internal static class StreamBenchmark
{
    private const int FarAway = 100;
    private const string Bare = "Bare HttpClient";
    private const string BareHashing = "Bare HttpClient, hashing each part";
    private const string Utility = "TransferUtility, stream";

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        await S3Storage.EachAsync(storage => RunAsync(storage, settings));
        await using var far = await S3Storage.StartSinkAsync(FarAway);
        await RunAsync(far, settings);
    }

    private static async Task RunAsync(S3Storage storage, BenchmarkSettings settings)
    {
        var payload = new Payload(settings.Size);
        using var folder = new TemporaryFolder();
        await using var toolkit = await Toolkit.CreateAsync(storage, folder);
        using var bare = new BareClient(toolkit.Files, payload);
        using var utility = new TransferUtilityClient(storage, payload);
        var stream = new StreamClient(toolkit, payload);
        var results = await new TransferRace(settings, [Environment.ProcessId], storage.Processes)
            .Add(new Candidate(Bare, bare.SendAsync, bare.RemoveAsync))
            .Add(new Candidate(BareHashing, bare.SendHashingAsync, bare.RemoveAsync))
            .Add(new Candidate("LoraManager.UploadAsync(Stream)", stream.SendAsync, stream.RemoveAsync))
            .Add(new Candidate(Utility, () => utility.SendAsync(canSeek: false), utility.RemoveAsync))
            .RunAsync();
        TransferTable.Write(
            $"A stream of {BenchmarkSettings.Words(settings.Size)} to {storage.Name}",
            payload.Size,
            results,
            ("to bare", Bare),
            ("to bare, hashing", BareHashing),
            ("to TransferUtility", Utility));
    }
}
