using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Hosting;

/// <summary>Analyzes LoRAs when this process adds one and, for those that other processes add, after each sweep interval.</summary>
internal sealed class LoraAnalysisService(
    IServiceProvider provider, IHostApplicationLifetime lifetime, IOptions<LoraManagementOptions> options, TimeProvider time, ILogger<LoraAnalysisService> log)
    : RecurringService(lifetime, options.Value.SweepInterval, time)
{
    private LoraMaintenance? _maintenance;

    private LoraMaintenance Maintenance => _maintenance ??= provider.GetRequiredService<LoraMaintenance>();

    protected override Task RunAsync(CancellationToken stoppingToken) => Maintenance.AnalyzeAsync(stoppingToken);

    protected override void LogFailure(Exception exception) => log.AnalysisFailed(exception);

    protected override async Task WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var (work, tick) = (Maintenance.WaitForWorkAsync(both.Token), base.WaitAsync(timer, both.Token));
        await Task.WhenAny(work, tick).ConfigureAwait(false);
        await both.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(work, tick).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stoppingToken.ThrowIfCancellationRequested();
    }
}
