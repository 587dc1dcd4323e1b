using Microsoft.Extensions.Hosting;

namespace Lora.AspNetCore.Hosting;

/// <summary>Delays background work until the application has started.</summary>
internal static class ApplicationStart
{
    public static async Task WaitForStartAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
    }
}
