using Lora.Access;
using Lora.AspNetCore.Access;
using Lora.AspNetCore.Downloads;
using Lora.AspNetCore.Endpoints;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Hosting;
using Lora.AspNetCore.Routing;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Registers the toolkit in a web application, and maps its HTTP API and health check.</summary>
public static partial class LoraAspNetCoreExtensions
{
    /// <summary>
    /// Registers LoRA management: the manager, the in-process client that components use, the background services, and what <c>MapLoraManagement</c> needs. Can be called
    /// more than once.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>A builder that selects the stores, such as <c>UseSqlite</c> and <c>UseFileSystem</c>. The application does not start without both.</returns>
    public static LoraBuilder AddLoraManagement(this IServiceCollection services, Action<LoraManagementOptions>? configure = null)
    {
        var builder = services.AddLoraCore(configure);
        services.AddHttpContextAccessor();
        services.AddDataProtection();
        services.AddRouting();
        services.AddOptions<LoraHttpOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoraHttpOptions>, LoraHttpOptionsValidator>());
        services.TryAddSingleton<ApiGroups>();
        services.TryAddSingleton<IHttpApi>(static provider => provider.GetRequiredService<ApiGroups>());
        services.TryAddScoped<ILoraUserAccessor, WebUserAccessor>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<CircuitHandler, CircuitConnection>());
        services.TryAddSingleton<ApiPolicies>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ILoraAuthorizer, PolicyAuthorizer>());
        services.TryAddSingleton<DownloadUrlSigner>();
        services.TryAddSingleton<ILoraUrlSigner>(static provider => provider.GetRequiredService<DownloadUrlSigner>());
        services.TryAddSingleton<DownloadTickets>();
        services.TryAddSingleton<RequestUrls>();
        services.TryAddSingleton<DownloadResults>();
        services.TryAddSingleton<RequestFilter>();
        services.TryAddSingleton<FormUpload>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, RequestBodyDescriptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraStartupService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraSweepService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraAnalysisService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraReconciliationService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraChangeService>());
        return builder;
    }
}
