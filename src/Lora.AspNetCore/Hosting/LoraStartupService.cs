using Lora.AspNetCore.Access;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Hosting;

/// <summary>Validates the configuration and runs the initializers before the application serves its first request.</summary>
internal sealed class LoraStartupService(IServiceProvider provider, ApiPolicies policies, ILogger<LoraStartupService> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        CheckStores();
        CheckReferences();
        WarnAboutMissingLimits();
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops the start if the policies of the mapped API can't apply to the components. The routes are not known earlier.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => policies.CheckAsync();

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WarnAboutMissingLimits()
    {
        // A quota of the host replaces these options.
        if (provider.GetService<ILoraQuota>() is not null)
        {
            return;
        }

        var options = provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value;
        if (options.MaxWorkspaceBytes is null)
        {
            log.LimitMissing(nameof(LoraManagementOptions.MaxWorkspaceBytes));
        }

        if (options.MaxWorkspaceUploads is null)
        {
            log.LimitMissing(nameof(LoraManagementOptions.MaxWorkspaceUploads));
        }
    }

    private void CheckStores()
    {
        var registered = provider.GetRequiredService<IServiceProviderIsService>();
        var missing = new List<string>();
        if (!registered.IsService(typeof(ILoraStore)))
        {
            missing.Add("No store for LoRA records was selected. Call UseSqlite(...), UsePostgreSql(...) or UseEntityFrameworkCore(...).");
        }

        if (!registered.IsService(typeof(ILoraFileStore)))
        {
            missing.Add("No store for LoRA files was selected. Call UseFileSystem(...) or UseS3(...).");
        }

        if (missing.Count > 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(' ', missing)} For example: builder.Services.AddLoraManagement().UseSqlite(\"Data Source=lora.db\").UseFileSystem(\"lora-files\").");
        }
    }

    /// <summary>Engines need an address that the host has set, because a client can send any address in its request.</summary>
    private void CheckReferences()
    {
        if (provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value.References == LoraReferenceKind.Url
            && provider.GetRequiredService<IOptions<LoraHttpOptions>>().Value.PublicUrl is null
            && provider.GetRequiredService<ILoraFileStore>() is not IPresigningFileStore { CanSignReads: true })
        {
            throw new InvalidOperationException(
                "Generation requests can't carry URLs (LoraManagementOptions.References is Url): the file storage can't sign URLs, and the public address of this application is not set. "
                + "Set it to the address under which engines reach the application: builder.Services.AddLoraManagement().ConfigureHttp(http => http.PublicUrl = new Uri(\"https://studio.example\")). "
                + "Or use S3, or set References to Path.");
        }
    }
}
