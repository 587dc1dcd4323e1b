using Lora.Audit;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <summary>Chooses where audit events are kept.</summary>
public static class LoraAuditBuilderExtensions
{
    /// <summary>
    /// Writes audit events to the database as well, where <c>GET /api/lora/audit</c> lists them. They are logged in any case. Events older than
    /// <see cref="LoraManagementOptions.AuditRetention"/> are deleted. May be called more than once.
    /// </summary>
    /// <remarks>The application does not start if the chosen store does not implement <see cref="ILoraAuditStore"/>.</remarks>
    public static LoraBuilder UseDatabaseAudit(this LoraBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(static provider => provider.GetRequiredService<ILoraStore>() is var store && store is ILoraAuditStore audit
            ? audit
            : throw new InvalidOperationException(
                $"The store {store.GetType().Name} cannot keep audit events. Remove UseDatabaseAudit(), or implement {nameof(ILoraAuditStore)} in the store."));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoraAuditSink, StoreAuditSink>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoraInitializer, AuditStoreCheck>());
        return builder;
    }
}
