using Lora.Access;
using Lora.Catalog;
using Lora.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lora.Hosting;

/// <summary>Before the application serves its first request: makes sure that stores were chosen, and does what they need to have done.</summary>
internal sealed class LoraStartupService(IServiceProvider provider, ApiPolicies policies) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        CheckStores();
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>By now the routes are known: an application whose policies can't apply to the components must not run.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => policies.CheckAsync();

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void CheckStores()
    {
        var registered = provider.GetRequiredService<IServiceProviderIsService>();
        var missing = new List<string>();
        if (!registered.IsService(typeof(ILoraStore)))
        {
            missing.Add("No place for the records of LoRAs was chosen. Call UseSqlite(...), UsePostgreSql(...) or UseEntityFrameworkCore(...).");
        }

        if (!registered.IsService(typeof(ILoraFileStore)))
        {
            missing.Add("No place for the files of LoRAs was chosen. Call UseFileSystem(...) or UseS3(...).");
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(' ', missing)} For example: builder.Services.AddLoraManagement().UseSqlite(\"Data Source=lora.db\").UseFileSystem(\"lora-files\").");
        }
    }
}
