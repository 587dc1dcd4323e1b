using System.Globalization;
using Lora.Benchmarks.Servers;
using Lora.Benchmarks.Transfers;

namespace Lora.Benchmarks.Memory;

/// <summary>What uploads through the application add to its memory, and what is sent again after it was killed.</summary>
internal static class MemoryBenchmark
{
    private const int Large = 5;
    private const int AtOnce = 10;
    private const double Megabyte = 1e6;

    private static readonly string[] Columns = ["", "idle MB", "peak MB", "added MB", "MiB a second"];

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        await S3Storage.EachAsync(storage => RunAsync(storage, settings));
    }

    private static async Task RunAsync(S3Storage storage, BenchmarkSettings settings)
    {
        var rows = new List<IReadOnlyList<string>>
        {
            await GrowAsync(storage, "one upload of {0}", 1, Large * settings.Size),
            await GrowAsync(storage, "ten uploads of {0} at once", AtOnce, settings.Size / 2),
        };
        ResultTable.Write($"Memory of an application that pipes parts to {storage.Name}, 4 parts of each upload at a time", Columns, rows);
        Console.WriteLine();
        Console.WriteLine(await KilledUpload.RunAsync(storage, settings.Size));
    }

    private static async Task<IReadOnlyList<string>> GrowAsync(S3Storage storage, string name, int uploads, long size)
    {
        using var folder = new TemporaryFolder();
        await using var application = await UploadApplication.StartAsync(storage, folder);
        await UploadAsync(application, new Payload(BenchmarkSettings.Mebibyte), 1);
        var idle = application.Resident;
        application.ForgetPeak();
        var start = TimeProvider.System.GetTimestamp();
        await UploadAsync(application, new Payload(size), uploads);
        var time = TimeProvider.System.GetElapsedTime(start);
        var peak = application.Peak;
        return
        [
            string.Format(CultureInfo.InvariantCulture, name, BenchmarkSettings.Words(size)),
            ResultTable.Number(idle / Megabyte),
            ResultTable.Number(peak / Megabyte),
            ResultTable.Number((peak - idle) / Megabyte),
            ResultTable.Number(uploads * size / BenchmarkSettings.Mebibyte / time.TotalSeconds),
        ];
    }

    private static Task UploadAsync(ServerProcess application, Payload payload, int uploads) => Task.WhenAll(Enumerable.Range(0, uploads).Select(async _ =>
    {
        using var client = new ProxyClient(application.Address, payload);
        await client.SendAsync();
        await client.RemoveAsync();
    }));
}
