using System.Diagnostics;

namespace Lora.EndToEnd.Tests;

/// <summary>Polls a condition until a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until <paramref name="check"/> returns <see langword="null"/>.</summary>
    /// <param name="check">Returns what is still missing, or <see langword="null"/> if nothing is.</param>
    /// <param name="deadline">The longest time to wait.</param>
    public static async Task IsTrueAsync(Func<Task<string?>> check, TimeSpan deadline)
    {
        var watch = Stopwatch.StartNew();
        while (await check() is { } wrong)
        {
            if (watch.Elapsed > deadline)
            {
                throw new TimeoutException($"After {watch.Elapsed.TotalSeconds:0} seconds still: {wrong}");
            }

            await Task.Delay(PollInterval);
        }
    }
}
