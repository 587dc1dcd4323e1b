using Lora.Management;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.Hosting;

/// <summary>Runs the sweeper when the application has started, and then again and again. A run that fails is logged; the next one comes all the same.</summary>
internal sealed class LoraSweepService(
    IServiceProvider provider, IHostApplicationLifetime lifetime, IOptions<LoraManagementOptions> options, TimeProvider time, ILogger<LoraSweepService> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = options.Value.SweepInterval;
        if (interval <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            using var timer = new PeriodicTimer(interval, time);
            await lifetime.StartedAsync(stoppingToken).ConfigureAwait(false);
            do
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await provider.GetRequiredService<LoraSweeper>().SweepAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            log.SweepFailed(exception);
        }
    }
}
