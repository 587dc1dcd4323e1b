using Lora.AspNetCore.Access;
using Lora.AspNetCore.Downloads;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Hosting;

/// <summary>Before the application serves its first request: makes sure that stores were chosen, and does what they need to have done.</summary>
internal sealed class LoraStartupService(IServiceProvider provider, ApiPolicies policies, ILogger<LoraStartupService> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        CheckStores();
        CheckReferences();
        WarnOfLimitsThatAreOff();
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

    private void WarnOfLimitsThatAreOff()
    {
        // A quota of the host decides in place of these options.
        if (provider.GetService<ILoraQuota>() is not null)
        {
            return;
        }

        var options = provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value;
        if (options.MaxWorkspaceBytes is null)
        {
            log.LimitOff(nameof(LoraManagementOptions.MaxWorkspaceBytes));
        }

        if (options.MaxWorkspaceUploads is null)
        {
            log.LimitOff(nameof(LoraManagementOptions.MaxWorkspaceUploads));
        }
    }

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

    /// <summary>An engine can only be sent to an address that the host has named: the address of a request is written by the client.</summary>
    private void CheckReferences()
    {
        if (provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value is { References: LoraReferenceKind.Url, PublicUrl: null }
            && provider.GetRequiredService<ILoraFileStore>() is not IPresigningFileStore { CanSignReads: true }
            && provider.GetService<ILoraUrlSigner>() is null or DownloadUrlSigner)
        {
            throw new InvalidOperationException(
                "Generation requests can't carry URLs (LoraManagementOptions.References is Url): the file storage can't sign URLs, and the public address of this application is not set. "
                + "Set it to the address under which engines reach the application: builder.Services.AddLoraManagement(options => options.PublicUrl = new Uri(\"https://studio.example\")). "
                + "Or use S3, or set References to Path.");
        }
    }
}
