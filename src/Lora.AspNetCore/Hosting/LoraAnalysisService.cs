using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Hosting;

/// <summary>Analyzes a LoRA when this process adds it, and looks for those that other processes have added at the start and after each sweep interval.</summary>
internal sealed class LoraAnalysisService(
    IServiceProvider provider, IHostApplicationLifetime lifetime, IOptions<LoraManagementOptions> options, TimeProvider time, ILogger<LoraAnalysisService> log)
    : RecurringService(lifetime, options.Value.SweepInterval, time)
{
    private LoraMaintenance? _maintenance;
    private bool _isDue = true;

    private LoraMaintenance Maintenance => _maintenance ??= provider.GetRequiredService<LoraMaintenance>();

    protected override Task RunAsync(CancellationToken stoppingToken) => _isDue ? Maintenance.AnalyzeAsync(stoppingToken) : Maintenance.AnalyzeAddedAsync(stoppingToken);

    protected override void LogFailure(Exception exception) => log.AnalysisFailed(exception);

    protected override async Task WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var (work, tick) = (Maintenance.WaitForWorkAsync(both.Token), base.WaitAsync(timer, both.Token));
        await Task.WhenAny(work, tick).ConfigureAwait(false);
        await both.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(work, tick).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isDue = tick.IsCompletedSuccessfully;
        stoppingToken.ThrowIfCancellationRequested();
    }
}
