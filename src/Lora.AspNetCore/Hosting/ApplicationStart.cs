using Microsoft.Extensions.Hosting;

namespace Lora.AspNetCore.Hosting;

/// <summary>Background work must not compete with the start of the application.</summary>
internal static class ApplicationStart
{
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(false);
    }
}
