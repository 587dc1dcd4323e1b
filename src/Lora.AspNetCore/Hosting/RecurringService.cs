using Microsoft.Extensions.Hosting;

namespace Lora.AspNetCore.Hosting;

/// <summary>
/// Runs when the application has started, and again after each interval. A run that fails is logged and does not stop the next one.
/// </summary>
/// <param name="lifetime">Signals when the application has started.</param>
/// <param name="interval">The time between two runs. Zero: it never runs.</param>
/// <param name="time">The clock.</param>
internal abstract class RecurringService(IHostApplicationLifetime lifetime, TimeSpan interval, TimeProvider time) : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (interval <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            using var timer = new PeriodicTimer(interval, time);
            await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await TryRunAsync(stoppingToken).ConfigureAwait(false);
                await WaitAsync(timer, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    protected abstract Task RunAsync(CancellationToken stoppingToken);

    protected abstract void LogFailure(Exception exception);

    protected virtual Task WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken) => timer.WaitForNextTickAsync(stoppingToken).AsTask();

    private async Task TryRunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailure(exception);
        }
    }
}
