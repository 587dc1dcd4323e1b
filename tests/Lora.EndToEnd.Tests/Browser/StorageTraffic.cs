using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>The straight way from the browser to storage: sees the parts that take it, and may be blocked after some of them.</summary>
internal sealed class StorageTraffic
{
    private readonly ConcurrentQueue<string> _seen = new();
    private int _passes;

    private StorageTraffic(int passes) => _passes = passes;

    /// <summary>The parts that went through, by address.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    public static async Task<StorageTraffic> WatchAsync(IPage page, string address, int passes = int.MaxValue)
    {
        var road = new StorageTraffic(passes);
        await page.RouteAsync($"{address}/**", road.PassAsync);
        return road;
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
