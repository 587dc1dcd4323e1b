using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Hosting;

/// <summary>Reconciles database and storage. Skips a file store that can't list its files.</summary>
internal sealed class LoraReconciliationService(
    IServiceProvider provider, IHostApplicationLifetime lifetime, IOptions<LoraManagementOptions> options, TimeProvider time, ILogger<LoraReconciliationService> log)
    : RecurringService(lifetime, options.Value.SyncInterval, time)
{
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var result = await provider.GetRequiredService<LoraMaintenance>().RunScheduledReconciliationAsync(stoppingToken).ConfigureAwait(false);
        if (!result.Succeeded && result.Issues[0].Code != LoraErrorCodes.SyncUnsupported)
        {
            log.NotReconciled(result.Issues[0].Message);
        }
    }

    protected override void LogFailure(Exception exception) => log.ReconciliationFailed(exception);
}
