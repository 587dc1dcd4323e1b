using System.Diagnostics;

namespace Lora.EndToEnd.Tests;

/// <summary>Waits for something that will be so, by looking again and again until a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until <paramref name="look"/> finds nothing wrong.</summary>
    /// <param name="look">Says what is still wrong, or <see langword="null"/>.</param>
    /// <param name="deadline">How long it may take.</param>
    public static async Task IsTrueAsync(Func<Task<string?>> look, TimeSpan deadline)
    {
        var watch = Stopwatch.StartNew();
        while (await look() is { } wrong)
        {
            if (watch.Elapsed > deadline)
            {
                throw new TimeoutException($"After {watch.Elapsed.TotalSeconds:0} seconds still: {wrong}");
            }

            await Task.Delay(BetweenLooks);
        }
    }
}
