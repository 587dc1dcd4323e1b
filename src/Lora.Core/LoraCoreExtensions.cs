using System.Diagnostics.Metrics;
using Lora.Access;
using Lora.Audit;
using Lora.Client;
using Lora.Inspection;
using Lora.Limits;
using Lora.Storage;
using Lora.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Registers the toolkit without its web packages.</summary>
public static class LoraCoreExtensions
{
    /// <summary>
    /// Registers the core services. For tools and services without a web server; web applications call <c>AddLoraManagement</c>, which includes this method.
    /// Can be called more than once.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>A builder to choose stores, for example with <c>UseSqlite</c> and <c>UseFileSystem</c>.</returns>
    public static LoraBuilder AddLoraCore(this IServiceCollection services, Action<LoraManagementOptions>? configure = null)
    {
        var options = services.AddOptions<LoraManagementOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LoraManagementOptions>, LoraManagementOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<UpgradeReport>(static provider =>
        {
            var log = Loggers(provider).CreateLogger("Lora.Management");
            return log.RowsUpgraded;
        });
        services.TryAddSingleton<SharedReads>();
        services.TryAddSingleton<LoraChangeFeed>();
        services.TryAddSingleton(static provider => new ChangeRelay(
            provider.GetRequiredService<LoraChangeFeed>(),
            provider.GetService<ILoraChangeTransport>() ?? provider.GetRequiredService<ILoraStore>() as ILoraChangeTransport,
            provider.GetRequiredService<TimeProvider>(),
            Loggers(provider).CreateLogger("Lora.Management")));
        services.TryAddSingleton<AnalysisSignal>();
        services.TryAddSingleton(static provider => new LoraMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<ILoraInspector>(static provider => new LoraInspector(
            provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value.Inspection, provider.GetService<LoraRuleSet>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoraAuditSink, LogAuditSink>(static provider => new LogAuditSink(Loggers(provider))));
        services.TryAddSingleton(static provider => new AuditTrail(
            provider.GetServices<ILoraAuditSink>(),
            provider.GetService<ILoraAuditStore>(),
            provider.GetRequiredService<TimeProvider>(),
            Loggers(provider).CreateLogger("Lora.Management")));
        services.TryAddSingleton(static provider => ProcessLimits.Create(
            provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(Context);
        services.TryAddSingleton(static provider => new LoraManager(provider.GetRequiredService<ManagerContext>(), References(provider)));
        services.TryAddSingleton(static provider => new LoraMaintenance(provider.GetRequiredService<ManagerContext>()));
        services.TryAddSingleton<LoraGeneration>();
        services.TryAddScoped<ILoraWorkspaceResolver>(static provider => new DefaultWorkspaceResolver(
            provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value, provider.GetService<IHttpApi>()));
        services.TryAddScoped(static provider => new LoraAccess(provider));
        services.TryAddScoped<BrowserConnection>();
        services.TryAddScoped<ILoraClient>(static provider => new InProcessLoraClient(
            provider.GetRequiredService<LoraManager>(),
            provider.GetRequiredService<LoraAccess>(),
            provider.GetRequiredService<LoraChangeFeed>(),
            provider.GetRequiredService<SharedReads>(),
            provider.GetRequiredService<BrowserConnection>(),
            provider.GetRequiredService<IOptions<LoraManagementOptions>>(),
            provider.GetService<IHttpApi>()));
        return new LoraBuilder(services);
    }

    private static ManagerContext Context(IServiceProvider provider) => new(
        provider.GetRequiredService<ILoraStore>(),
        SinglePartFiles.Over(provider.GetRequiredService<ILoraFileStore>()),
        provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ChangeRelay>(),
        provider.GetRequiredService<ILoraInspector>(),
        provider.GetService<ILoraQuota>() ?? OptionsQuota.Of(provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value),
        provider.GetRequiredService<AnalysisSignal>(),
        provider.GetRequiredService<LoraMetrics>(),
        provider.GetRequiredService<AuditTrail>(),
        provider.GetRequiredService<ProcessLimits>(),
        Loggers(provider).CreateLogger("Lora.Management"));

    private static ILoggerFactory Loggers(IServiceProvider provider) => provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    private static LoraReferenceBuilder References(IServiceProvider provider) => new(
        provider.GetRequiredService<ILoraFileStore>(),
        provider.GetRequiredService<IOptions<LoraManagementOptions>>().Value,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetService<ILoraUrlSigner>);
}
