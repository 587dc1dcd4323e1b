using Lora.Management;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.Hosting;

/// <summary>Runs the examiner whenever a LoRA was added here, and as often as the sweeper for those that were added elsewhere.</summary>
internal sealed class LoraExaminationService(
    IServiceProvider provider, IHostApplicationLifetime lifetime, IOptions<LoraManagementOptions> options, TimeProvider time, ILogger<LoraExaminationService> log)
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
            await lifetime.StartedAsync(stoppingToken).ConfigureAwait(false);
            var examiner = provider.GetRequiredService<LoraExaminer>();
            while (true)
            {
                await ExamineAsync(examiner, stoppingToken).ConfigureAwait(false);
                await WaitAsync(examiner, interval, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task WaitAsync(LoraExaminer examiner, TimeSpan interval, CancellationToken stoppingToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var work = examiner.WaitForWorkAsync(both.Token);
        await Task.WhenAny(work, Task.Delay(interval, time, both.Token)).ConfigureAwait(false);
        await both.CancelAsync().ConfigureAwait(false);
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task ExamineAsync(LoraExaminer examiner, CancellationToken stoppingToken)
    {
        try
        {
            await examiner.ExamineAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            log.ExaminationFailed(exception);
        }
    }
}
