using Lora.AspNetCore.Access;
using Lora.AspNetCore.Downloads;
using Lora.AspNetCore.Endpoints;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Lora;

/// <summary>Registers the toolkit in a web application.</summary>
public static class LoraManagementServiceCollectionExtensions
{
    /// <summary>
    /// Registers LoRA management: the rules, the client that components use in this process, the sweeper, and what <c>MapLoraManagement</c> needs.
    /// May be called more than once.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Changes options.</param>
    /// <returns>A builder to choose stores with, such as <c>UseSqlite</c> and <c>UseFileSystem</c>. The application does not start until both are chosen.</returns>
    public static LoraBuilder AddLoraManagement(this IServiceCollection services, Action<LoraManagementOptions>? configure = null)
    {
        var builder = services.AddLoraCore(configure);
        services.AddHttpContextAccessor();
        services.AddDataProtection();
        services.AddRouting();
        services.TryAddScoped<ILoraUserAccessor, WebUserAccessor>();
        services.TryAddSingleton<ApiPolicies>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ILoraAuthorizer, PolicyAuthorizer>());
        services.TryAddSingleton<ILoraUrlSigner, DownloadUrlSigner>();
        services.TryAddSingleton<DownloadTickets>();
        services.TryAddSingleton<RequestUrls>();
        services.TryAddSingleton<Download>();
        services.TryAddSingleton<RequestGate>();
        services.TryAddSingleton<FormUpload>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, RequestBodyDescriptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraStartupService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraSweepService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraAnalysisService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LoraReconciliationService>());
        return builder;
    }
}
