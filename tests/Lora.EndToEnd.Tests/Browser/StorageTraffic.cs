using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>Watches the uploads of parts from the browser to the storage, and can block them after a number of parts.</summary>
internal sealed class StorageTraffic
{
    private readonly ConcurrentQueue<string> _seen = new();
    private int _passes;

    private StorageTraffic(int passes) => _passes = passes;

    /// <summary>The URLs of the forwarded parts.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    public static async Task<StorageTraffic> WatchAsync(IPage page, string address, int passes = int.MaxValue)
    {
        var traffic = new StorageTraffic(passes);
        await page.RouteAsync($"{address}/**", traffic.PassAsync);
        return traffic;
    }

    private async Task PassAsync(IRoute route)
    {
        if (route.Request.Method == "PUT" && Interlocked.Decrement(ref _passes) < 0)
        {
            await route.AbortAsync("connectionfailed");
            return;
        }

        if (route.Request.Method == "PUT")
        {
            _seen.Enqueue(route.Request.Url);
        }

        await route.ContinueAsync();
    }
}
