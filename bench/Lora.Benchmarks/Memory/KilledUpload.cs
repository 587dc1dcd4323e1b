using System.Collections.Concurrent;
using Lora.Benchmarks.Servers;
using Lora.Benchmarks.Transfers;

namespace Lora.Benchmarks.Memory;

/// <summary>An upload whose application is killed in the midst of it, and which is then finished.</summary>
internal static class KilledUpload
{
    /// <returns>A sentence about the parts that were sent twice.</returns>
    public static async Task<string> RunAsync(S3Storage storage, long size)
    {
        using var folder = new TemporaryFolder();
        await using var application = await UploadApplication.StartAsync(storage, folder);
        using var client = new ProxyClient(application.Address, new Payload(size));
        await client.BeginAsync();
        var (begun, acknowledged) = (new ConcurrentBag<int>(), new ConcurrentBag<int>());
        using var half = new SemaphoreSlim(0);
        var sending = client.SendPartsAsync(
            number =>
            {
                begun.Add(number);
                return null;
            },
            (number, _) =>
            {
                acknowledged.Add(number);
                if (acknowledged.Count >= client.Count / 2)
                {
                    half.Release();
                }
            });
        await Task.WhenAny(half.WaitAsync(), sending);
        application.Kill();
        await sending.ContinueWith(static _ => { }, TaskScheduler.Default);
        await application.StartAsync();
        var stored = await client.StoredAsync();
        var lost = acknowledged.Except(stored).Count();
        var again = begun.Except(stored).ToList();
        await client.SendPartsAsync(static _ => null, null, Enumerable.Range(1, client.Count).Except(stored));
        await client.CompleteAsync();
        await client.RemoveAsync();
        return $"Killed (SIGKILL) with {acknowledged.Count} of {client.Count} parts acknowledged and {begun.Count - acknowledged.Count} in flight, and restarted: {lost} acknowledged parts were lost, and {again.Count} parts were sent again, at most {again.Count * PartSender.PartSize / BenchmarkSettings.Mebibyte} MiB.";
    }
}
