using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Hosting;

/// <summary>Runs the sweeper after each interval.</summary>
internal sealed class LoraSweepService(
    IServiceProvider provider, IHostApplicationLifetime lifetime, IOptions<LoraManagementOptions> options, TimeProvider time, ILogger<LoraSweepService> log)
    : RecurringService(lifetime, options.Value.SweepInterval, time)
{
    protected override Task RunAsync(CancellationToken stoppingToken) => provider.GetRequiredService<LoraMaintenance>().SweepAsync(stoppingToken);

    protected override void LogFailure(Exception exception) => log.SweepFailed(exception);
}
