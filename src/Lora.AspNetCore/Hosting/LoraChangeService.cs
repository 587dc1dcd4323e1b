using Lora.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lora.AspNetCore.Hosting;

/// <summary>Shows the components of this server what other servers change.</summary>
internal sealed class LoraChangeService(IServiceProvider provider, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await lifetime.WaitForStartAsync(stoppingToken).ConfigureAwait(false);
            await provider.GetRequiredService<ChangeRelay>().RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }
}
