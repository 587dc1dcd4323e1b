using System.Globalization;

namespace Lora.Benchmarks.Servers;

/// <summary>A server that takes the parts.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="AccessKey">The access key.</param>
/// <param name="SecretKey">Its secret.</param>
/// <param name="Processes">The processes that it consists of.</param>
internal sealed record S3Storage(string Name, string Address, string Bucket, string AccessKey, string SecretKey, IReadOnlyList<int> Processes) : IAsyncDisposable
{
    private ServerProcess? _sink;

    public bool IsNullSink => _sink is not null;

    /// <summary>The settings of the toolkit for this storage.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Bucket"] = Bucket,
        ["ServiceUrl"] = Address,
        ["AccessKey"] = AccessKey,
        ["SecretKey"] = SecretKey,
        ["OldChecksums"] = IsNullSink ? "false" : "true",
    };

    /// <summary>A server that throws bytes away.</summary>
    /// <param name="delay">How long each answer is held back, in milliseconds.</param>
    public static async Task<S3Storage> StartSinkAsync(int delay = 0)
    {
        var sink = await ServerProcess.StartAsync("null-sink", new Dictionary<string, string> { ["Delay"] = delay.ToString(CultureInfo.InvariantCulture) });
        var name = delay == 0 ? "a null sink" : $"a null sink with {delay} ms added to each request";
        return new S3Storage(name, sink.Address.ToString(), "bench", "access", "secret", [sink.Id]) { _sink = sink };
    }

    /// <summary>Measures with a server that discards bytes, and with the real one if it is available.</summary>
    public static async Task EachAsync(Func<S3Storage, Task> measure)
    {
        await using (var sink = await StartSinkAsync())
        {
            await measure(sink);
        }

        if (FindCeph() is { } ceph)
        {
            await measure(ceph);
        }
    }

    /// <summary>The real server that <c>eng/ceph.sh</c> started; <see langword="null"/> if it was not started.</summary>
    private static S3Storage? FindCeph()
    {
        if (Environment.GetEnvironmentVariable("LORA_TEST_S3_ENDPOINT") is not { } address)
        {
            return null;
        }

        var processes = Environment.GetEnvironmentVariable("LORA_BENCH_STORAGE_PROCESSES") ?? "";
        return new S3Storage(
            "Ceph",
            address,
            Variable("LORA_TEST_S3_BUCKET"),
            Variable("LORA_TEST_S3_ACCESS_KEY"),
            Variable("LORA_TEST_S3_SECRET_KEY"),
            [.. processes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))]);
    }

    public ValueTask DisposeAsync() => _sink?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is missing.");
}
