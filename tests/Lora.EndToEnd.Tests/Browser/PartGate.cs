using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Lora.EndToEnd.Tests.Browser;

/// <summary>Intercepts uploads of parts: forwards a number of them and holds the others until it is opened.</summary>
internal sealed partial class PartGate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _seen = new();
    private int _passes;

    private PartGate(int passes) => _passes = passes;

    /// <summary>The paths of the parts seen so far.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    public static async Task<PartGate> PlaceAsync(IPage page, int passes)
    {
        var gate = new PartGate(passes);
        await page.RouteAsync(Part(), gate.PassAsync);
        return gate;
    }

    /// <summary>Intercepts uploads of parts to the storage at this address.</summary>
    public static async Task<PartGate> PlaceAsync(IPage page, int passes, string storage)
    {
        var gate = new PartGate(passes);
        await page.RouteAsync($"{storage}/**", gate.PassAsync);
        return gate;
    }

    /// <summary>Answers one part with 503, like a server that is restarting, and forwards all others.</summary>
    public static async Task<PartGate> FailOnceAsync(IPage page)
    {
        var gate = new PartGate(1);
        await page.RouteAsync(Part(), async route =>
        {
            gate._seen.Enqueue(new Uri(route.Request.Url).AbsolutePath);
            await (Interlocked.Decrement(ref gate._passes) == 0 ? route.FulfillAsync(new() { Status = 503 }) : route.ContinueAsync());
        });
        return gate;
    }

    /// <summary>Waits until this number of parts was seen.</summary>
    public Task WaitForSeenAsync(int parts) =>
        Eventually.IsTrueAsync(() => Task.FromResult(_seen.Count >= parts ? null : $"{_seen.Count} parts were sent, not {parts}"), TimeSpan.FromSeconds(30));

    public void Open() => _open.TrySetResult();

    private async Task PassAsync(IRoute route)
    {
        _seen.Enqueue(new Uri(route.Request.Url).AbsolutePath);
        if (Interlocked.Decrement(ref _passes) < 0)
        {
            await _open.Task;
        }

        try
        {
            await route.ContinueAsync();
        }
        catch (PlaywrightException)
        {
            // The page cancelled the request while it was held.
        }
    }

    [GeneratedRegex("/api/lora/uploads/[^/]+/parts/[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Part();
}
