using Lora.Client;
using Lora.Generation;
using Lora.Management;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <summary>Registers the toolkit without its web part.</summary>
public static class LoraServiceCollectionExtensions
{
    /// <summary>
    /// Registers the rules of the toolkit. For tools and services without a web server; web applications call <c>AddLoraManagement</c>, which includes this.
    /// May be called more than once.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Changes options.</param>
    /// <returns>A builder to choose stores with, such as <c>UseSqlite</c> and <c>UseFileSystem</c>.</returns>
    public static LoraBuilder AddLoraCore(this IServiceCollection services, Action<LoraManagementOptions>? configure = null)
    {
        var options = services.AddOptions<LoraManagementOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LoraChangeFeed>();
        services.TryAddSingleton<LoraManager>();
        services.TryAddSingleton<LoraGeneration>();
        return new LoraBuilder(services);
    }
}
